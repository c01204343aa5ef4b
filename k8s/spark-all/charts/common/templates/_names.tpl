{{/* The name of an object of this release: the release's, and what it is. Release names that are too long for it are refused. */}}
{{- define "spark-all.name" -}}
{{- printf "%s-%s" .root.Release.Name .what -}}
{{- end -}}

{{/* Labels that never change: what selectors go by. */}}
{{- define "spark-all.selector" -}}
app.kubernetes.io/name: {{ .what }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end -}}

{{- define "spark-all.labels" -}}
{{ include "spark-all.selector" . }}
app.kubernetes.io/part-of: spark-all
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "spark-all-%s" .root.Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* An image: the suite's by its name, or the repository that .image gives; by its digest where there is one, else by its tag. */}}
{{- define "spark-all.image" -}}
{{- $images := .root.Values.global.images -}}
{{- $suite := .name -}}
{{- with $images.registry }}{{ $suite = printf "%s/%s" (trimSuffix "/" .) $suite }}{{ end -}}
{{- default $suite .image.repository -}}
{{- if .image.digest }}@{{ .image.digest }}{{ else }}:{{ coalesce .image.tag $images.tag .root.Chart.AppVersion }}{{ end -}}
{{- end -}}

{{/* Where a service is found inside the cluster. */}}
{{- define "spark-all.internal" -}}
http://{{ include "spark-all.name" . }}:8080
{{- end -}}

{{/* A Secret of this release, by what it is for. */}}
{{- define "spark-all.secret" -}}
{{- default (include "spark-all.name" .) (get (.root.Values.global.secrets.names | default dict) .what) -}}
{{- end -}}

{{/* One environment variable out of a Secret. */}}
{{- define "spark-all.fromSecret" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef:
      name: {{ include "spark-all.secret" . }}
      key: {{ .key }}
{{- end -}}

{{- define "spark-all.keycloak" -}}
{{- if .Values.global.keycloak.internalUrl -}}
{{ trimSuffix "/" .Values.global.keycloak.internalUrl }}
{{- else if eq .Values.global.keycloak.mode "operator" -}}
{{ include "spark-all.keycloakScheme" . }}://{{ .Release.Name }}-keycloak-service:{{ include "spark-all.keycloakPort" . }}
{{- else -}}
{{ .Values.global.addresses.keycloak }}
{{- end -}}
{{- end -}}

{{/* How the chart's own Keycloak is spoken to inside the cluster. Subcharts know of its certificate by global values alone. */}}
{{- define "spark-all.keycloakScheme" -}}
{{- ternary "https" "http" (not (empty .Values.global.keycloak.tlsSecret)) -}}
{{- end -}}

{{- define "spark-all.keycloakPort" -}}
{{- ternary "8443" "8080" (not (empty .Values.global.keycloak.tlsSecret)) -}}
{{- end -}}

{{- define "spark-all.postgresHost" -}}
{{- if eq .Values.global.postgresql.mode "cloudnativepg" -}}
{{ .Release.Name }}-postgresql-rw
{{- else -}}
{{ required "global.postgresql.host is where the existing PostgreSQL is" .Values.global.postgresql.host }}
{{- end -}}
{{- end -}}

{{/* The Secret with the certificate authority of PostgreSQL, key ca.crt; empty for one that the image trusts anyway. */}}
{{- define "spark-all.postgresCa" -}}
{{- if eq .Values.global.postgresql.mode "cloudnativepg" -}}
{{ .Release.Name }}-postgresql-ca
{{- else -}}
{{ .Values.global.postgresql.caSecret }}
{{- end -}}
{{- end -}}

{{- define "spark-all.kafkaBootstrap" -}}
{{- if eq .Values.global.kafka.mode "strimzi" -}}
{{ .Release.Name }}-kafka-kafka-bootstrap:9093
{{- else -}}
{{ required "global.kafka.bootstrapServers is where the existing Kafka is" .Values.global.kafka.bootstrapServers }}
{{- end -}}
{{- end -}}

{{/* The same for Kafka. */}}
{{- define "spark-all.kafkaCa" -}}
{{- if eq .Values.global.kafka.mode "strimzi" -}}
{{ .Release.Name }}-kafka-cluster-ca-cert
{{- else -}}
{{ .Values.global.kafka.caSecret }}
{{- end -}}
{{- end -}}

{{/* Addresses of callers come from the proxy before the service, and from no one else. */}}
{{- define "spark-all.behindProxy" -}}
{{- with .Values.global.ingress.trustedProxies }}
- {name: QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING, value: "true"}
- {name: QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED, value: "true"}
- {name: QUARKUS_HTTP_PROXY_TRUSTED_PROXIES, value: {{ join "," . | quote }}}
{{- end }}
{{- end -}}
