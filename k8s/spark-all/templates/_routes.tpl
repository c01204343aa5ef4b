{{/*
What is routed from outside, by service: its address and paths (docs/configuration.md). Never /q, where probes and metrics are, and not
consent-service's /v1/consent-requests, which auth-service alone calls.
*/}}
{{- define "spark-all.routes" -}}
{{- $addresses := .Values.global.addresses }}
{{- $auth := list "/v1" "/.well-known" "/device" "/assets" }}
{{- if .Values.ingress.portal }}{{ $auth = append $auth "/integrations" }}{{ end }}
{{- $consent := list "/consent" "/apps" "/admin" "/signed-out" "/assets" "/v1/consents" "/v1/organization" "/v1/approvals" "/v1/audit-entries" "/v1/persons" "/v1/consent-record" "/v1/outbox" }}
auth-service: {{ dict "address" $addresses.auth "paths" $auth | toJson }}
consent-service: {{ dict "address" $addresses.consent "paths" $consent | toJson }}
{{- with $addresses.policy }}
scope-policy-service: {{ dict "address" . "paths" (list "/access" "/v1" "/.well-known") | toJson }}
{{- end }}
{{- if eq .Values.global.keycloak.mode "operator" }}
{{- $keycloak := list (printf "/realms/%s" .Values.global.keycloak.realm) "/resources" }}
{{- with $addresses.keycloakAdmin }}
{{- /* Its administrators sign in where people do, at Keycloak's own address. */}}
{{- $keycloak = append $keycloak "/realms/master" }}
keycloak-admin: {{ dict "address" . "paths" (list "/admin" "/resources") | toJson }}
{{- end }}
keycloak: {{ dict "address" $addresses.keycloak "paths" $keycloak | toJson }}
{{- end }}
{{- end -}}

{{/* The Service behind a route, and its port; the Keycloak operator names its own. */}}
{{- define "spark-all.backend" -}}
{{- if hasPrefix "keycloak" .what -}}
name: {{ .root.Release.Name }}-keycloak-service
port: {{ include "spark-all.keycloakPort" .root }}
{{- else -}}
name: {{ include "spark-all.name" . }}
port: 8080
{{- end -}}
{{- end -}}
