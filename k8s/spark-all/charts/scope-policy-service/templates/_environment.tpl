{{- define "spark-all.environment.scope-policy-service" -}}
{{ include "spark-all.fromSecret" (dict "root" . "what" "scope-policy-service" "name" "SPARKALL_KEYCLOAK_SYNC_SECRET" "key" "keycloak-secret") }}
- {name: SPARKALL_KEYCLOAK_URL, value: {{ include "spark-all.keycloak" . | quote }}}
- {name: SPARKALL_KEYCLOAK_REALM, value: {{ .Values.global.keycloak.realm }}}
- {name: SPARKALL_KEYCLOAK_SYNC, value: {{ .Values.realmSync }}}
- {name: SPARKALL_TOKEN_ISSUER, value: {{ .Values.global.addresses.auth | quote }}}
- {name: SPARKALL_TOKEN_JWKS_URL, value: {{ printf "%s/v1/jwks" (include "spark-all.internal" (dict "root" . "what" "auth-service")) | quote }}}
- {name: SPARKALL_TOKEN_AUDIENCE, value: {{ join "," (prepend .Values.global.tokens.resources .Values.global.tokens.audience) | quote }}}
{{- with .Values.global.tokens.plainJwtResources }}
- {name: SPARKALL_TOKEN_PLAIN_JWT_AUDIENCE, value: {{ join "," . | quote }}}
{{- end }}
- {name: SPARKALL_PUBLIC_URL, value: {{ default (include "spark-all.internal" (dict "root" . "what" "scope-policy-service")) .Values.global.addresses.policy | quote }}}
- {name: SPARKALL_DECISION_MAX_STALENESS, value: {{ .Values.decisions.maxStaleness | quote }}}
- {name: SPARKALL_DECISION_CACHE, value: {{ .Values.decisions.cache | quote }}}
- {name: SPARKALL_CATALOG_DEPRECATION_PERIOD, value: {{ .Values.deprecationPeriod | quote }}}
{{- end -}}
