{{/*
The Secrets that the suite needs, by what they are for: each key, and how its value is made; what is given nobody can make up. Kafka's users
have theirs from Strimzi.
*/}}
{{- define "spark-all.wantedSecrets" -}}
{{- range list "auth-service" "consent-service" "scope-policy-service" }}
{{ . }}: {master-key: master-key, keycloak-secret: random}
{{- end }}
platform: {keycloak-secret: random}
{{- range list "auth" "consent" "policy" }}
db-{{ . }}: {username: {{ . }}, password: random}
{{- end }}
{{- if eq .Values.global.keycloak.mode "operator" }}
db-keycloak: {username: keycloak, password: random}
{{- end }}
{{- if and (eq .Values.global.kafka.mode "existing") (hasPrefix "SASL" .Values.global.kafka.securityProtocol) }}
{{- range list "auth-service" "consent-service" "scope-policy-service" }}
{{- $scaling := (index $.Values .).autoscaling }}
kafka-{{ . }}: {sasl.jaas.config: given{{ if and $scaling.enabled $scaling.keda.enabled }}, password: given{{ end }}}
{{- end }}
{{- end }}
{{- end -}}
