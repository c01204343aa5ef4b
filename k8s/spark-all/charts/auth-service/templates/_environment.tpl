{{- define "spark-all.environment.auth-service" -}}
{{- $addresses := .Values.global.addresses -}}
{{ include "spark-all.fromSecret" (dict "root" . "what" "auth-service" "name" "QUARKUS_OIDC_CREDENTIALS_SECRET" "key" "keycloak-secret") }}
- {name: SPARKALL_ISSUER, value: {{ $addresses.auth | quote }}}
- {name: SPARKALL_CONSENT_SERVICE_URL, value: {{ include "spark-all.internal" (dict "root" . "what" "consent-service") | quote }}}
- {name: SPARKALL_CONSENT_PUBLIC_URL, value: {{ $addresses.consent | quote }}}
- {name: SPARKALL_TOKEN_AUDIENCE, value: {{ .Values.global.tokens.audience | quote }}}
- {name: SPARKALL_TOKEN_PRESET, value: {{ .Values.tokens.preset }}}
{{- with .Values.tokens.accessLifetime }}
- {name: SPARKALL_TOKEN_ACCESS_LIFETIME, value: {{ . | quote }}}
{{- end }}
- {name: SPARKALL_TOKEN_REFRESH_LIFETIME, value: {{ .Values.tokens.refreshLifetime | quote }}}
{{- with .Values.global.tokens.resources }}
- {name: SPARKALL_TOKEN_RESOURCES, value: {{ join "," . | quote }}}
{{- end }}
{{- with .Values.global.tokens.plainJwtResources }}
- {name: SPARKALL_TOKEN_PLAIN_JWT_RESOURCES, value: {{ join "," . | quote }}}
{{- end }}
{{- include "spark-all.behindProxy" . }}
{{- end -}}
