{{- define "spark-all.environment.consent-service" -}}
{{- $addresses := .Values.global.addresses -}}
{{ include "spark-all.fromSecret" (dict "root" . "what" "consent-service" "name" "QUARKUS_OIDC_CREDENTIALS_SECRET" "key" "keycloak-secret") }}
- {name: SPARKALL_PUBLIC_URL, value: {{ $addresses.consent | quote }}}
- {name: SPARKALL_CONSENT_ALLOWED_RETURN_PREFIXES, value: {{ printf "%s/" $addresses.auth | quote }}}
- {name: SPARKALL_AUTH_SERVICE_URL, value: {{ include "spark-all.internal" (dict "root" . "what" "auth-service") | quote }}}
{{- with .Values.reportUrl }}
- {name: SPARKALL_CONSENT_REPORT_URL, value: {{ . | quote }}}
{{- end }}
- {name: SPARKALL_CONSENT_LOGO_ENABLED, value: {{ .Values.logos | quote }}}
- {name: SPARKALL_CONSENT_EXPIRY_POLICY, value: {{ .Values.expiry.policy }}}
{{- if ne .Values.expiry.policy "none" }}
- {name: SPARKALL_CONSENT_EXPIRY_DAYS, value: {{ .Values.expiry.days | quote }}}
{{- end }}
- {name: SPARKALL_AUDIT_RETENTION, value: {{ .Values.auditRetention | quote }}}
{{- range $name, $value := .Values.receipts }}
{{- if $value }}
- {name: {{ printf "SPARKALL_RECEIPT_%s" ($name | snakecase | upper) }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}
{{- include "spark-all.behindProxy" . }}
{{- end -}}
