{{/* Everything one service of the suite is in Kubernetes. Called with the subchart's own scope. */}}
{{- define "spark-all.service" -}}
{{- $me := dict "root" . "what" .Chart.Name -}}
{{- $keda := and .Values.autoscaling.enabled .Values.autoscaling.keda.enabled -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
  {{- if .Values.global.secrets.reloader }}
  annotations: {reloader.stakater.com/auto: "true"}
  {{- end }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- else }}
  {{- with lookup "apps/v1" "Deployment" .Release.Namespace (include "spark-all.name" $me) }}
  # As many as there are now: a number that vanishes from a manifest means 1 until the autoscaler looks again.
  replicas: {{ int .spec.replicas }}
  {{- end }}
  {{- end }}
  revisionHistoryLimit: 5
  # A migration may take its time.
  progressDeadlineSeconds: {{ add 600 .Values.migration.timeoutSeconds }}
  strategy:
    # The new replica is ready before an old one is asked to end.
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels: {{- include "spark-all.selector" $me | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "spark-all.selector" $me | nindent 8 }}
        app.kubernetes.io/part-of: spark-all
      annotations:
        kubectl.kubernetes.io/default-container: {{ .Chart.Name }}
        {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      automountServiceAccountToken: false
      enableServiceLinks: false
      # The replica answers for 5 s until every balancer knows, and has 10 s for what is under way.
      terminationGracePeriodSeconds: 30
      {{- with .Values.global.images.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.priorityClassName }}
      priorityClassName: {{ . }}
      {{- end }}
      {{- with .Values.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        seccompProfile: {type: RuntimeDefault}
      topologySpreadConstraints:
        {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
        - topologyKey: {{ $key }}
          maxSkew: 1
          whenUnsatisfiable: {{ eq $key "kubernetes.io/hostname" | ternary "ScheduleAnyway" $.Values.spread }}
          nodeTaintsPolicy: Honor
          labelSelector:
            matchLabels: {{- include "spark-all.selector" $me | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      initContainers:
        # Migrations are additive and run once, whoever comes first: replicas of the version before go on (docs/operations/upgrading.md).
        - name: migrate
          {{- include "spark-all.container" $me | nindent 10 }}
          {{- $migrates := list
                (dict "name" "QUARKUS_INIT_AND_EXIT" "value" "true")
                (dict "name" "QUARKUS_FLYWAY_MIGRATE_AT_START" "value" "true")
                (dict "name" "SPARKALL_DATABASE_SOCKET_TIMEOUT" "value" (toString .Values.migration.timeoutSeconds)) }}
          env: {{- include "spark-all.environment" (dict "root" . "what" .Chart.Name "fixed" $migrates) | nindent 12 }}
          resources: {{- toYaml .Values.resources | nindent 12 }}
      containers:
        - name: {{ .Chart.Name }}
          {{- include "spark-all.container" $me | nindent 10 }}
          ports:
            - {name: http, containerPort: 8080}
          {{- $serves := list (dict "name" "QUARKUS_FLYWAY_MIGRATE_AT_START" "value" "false") }}
          env: {{- include "spark-all.environment" (dict "root" . "what" .Chart.Name "fixed" $serves) | nindent 12 }}
          # A dependency's outage ends no replica: liveness asks for nothing outside.
          startupProbe:
            httpGet: {path: /q/health/started, port: http}
            periodSeconds: 1
            failureThreshold: 120
          livenessProbe:
            httpGet: {path: /q/health/live, port: http}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: /q/health/ready, port: http}
            periodSeconds: 2
            timeoutSeconds: 3
            failureThreshold: 2
          resources: {{- toYaml .Values.resources | nindent 12 }}
      volumes:
        - name: tmp
          emptyDir: {medium: Memory, sizeLimit: 64Mi}
        {{- with include "spark-all.postgresCa" . }}
        - name: postgresql-ca
          secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}
        {{- end }}
        {{- with include "spark-all.kafkaCa" . }}
        - name: kafka-ca
          secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}
        {{- end }}
        {{- with .Values.global.caSecret }}
        - name: authority
          secret: {secretName: {{ . }}, items: [{key: ca.crt, path: ca.crt}]}
        {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
spec:
  selector: {{- include "spark-all.selector" $me | nindent 4 }}
  ports:
    - {name: http, port: 8080, targetPort: http, appProtocol: http}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicas) 1) }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels: {{- include "spark-all.selector" $me | nindent 6 }}
{{- end }}
{{- if and .Values.autoscaling.enabled (not $keda) }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: {{ include "spark-all.name" $me }}}
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ .Values.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: {type: Utilization, averageUtilization: {{ .Values.autoscaling.cpuUtilization }}}
  behavior:
    scaleDown: {stabilizationWindowSeconds: 300}
{{- end }}
{{- if $keda }}
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
spec:
  scaleTargetRef: {name: {{ include "spark-all.name" $me }}}
  minReplicaCount: {{ .Values.autoscaling.minReplicas }}
  maxReplicaCount: {{ .Values.autoscaling.maxReplicas }}
  triggers:
    - type: cpu
      metricType: Utilization
      metadata: {value: {{ .Values.autoscaling.cpuUtilization | quote }}}
    {{- range $topic := .Values.consumes }}
    - type: kafka
      authenticationRef: {name: {{ include "spark-all.name" $me }}}
      metadata:
        bootstrapServers: {{ include "spark-all.kafkaBootstrap" $ }}
        consumerGroup: {{ $.Chart.Name }}
        topic: {{ $topic }}
        lagThreshold: {{ $.Values.autoscaling.keda.lag | quote }}
        {{- if hasPrefix "SASL" $.Values.global.kafka.securityProtocol }}
        sasl: {{ $.Values.global.kafka.saslMechanism | lower | replace "-" "_" | replace "sha_" "sha" | replace "plain" "plaintext" }}
        {{- end }}
        tls: {{ ternary "enable" "disable" (hasSuffix "SSL" $.Values.global.kafka.securityProtocol) }}
    {{- end }}
---
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata:
  name: {{ include "spark-all.name" $me }}
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
spec:
  secretTargetRef:
    {{- $user := dict "root" . "what" (printf "kafka-%s" .Chart.Name) }}
    {{- if hasPrefix "SASL" .Values.global.kafka.securityProtocol }}
    - {parameter: username, name: {{ include "spark-all.name" $me }}-keda, key: username}
    - {parameter: password, name: {{ include "spark-all.secret" $user }}, key: password}
    {{- end }}
    {{- with include "spark-all.kafkaCa" . }}
    - {parameter: ca, name: {{ . }}, key: ca.crt}
    {{- end }}
{{- if hasPrefix "SASL" .Values.global.kafka.securityProtocol }}
---
# KEDA takes the user's name from a Secret only; it is none.
apiVersion: v1
kind: Secret
metadata:
  name: {{ include "spark-all.name" $me }}-keda
  labels: {{- include "spark-all.labels" $me | nindent 4 }}
type: Opaque
stringData:
  username: {{ default (include "spark-all.secret" $user) .Values.autoscaling.keda.username }}
{{- end }}
{{- end }}
{{- if .Values.global.monitoring.serviceMonitors }}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: {{ include "spark-all.name" $me }}
  labels:
    {{- include "spark-all.labels" $me | nindent 4 }}
    {{- with .Values.global.monitoring.labels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  selector:
    matchLabels: {{- include "spark-all.selector" $me | nindent 6 }}
  jobLabel: app.kubernetes.io/name
  endpoints:
    - {port: http, path: /q/metrics, interval: {{ .Values.global.monitoring.interval }}}
{{- end }}
{{- end -}}

{{/* What the container that serves and the one that migrates have in common. */}}
{{- define "spark-all.container" -}}
image: {{ include "spark-all.image" (dict "root" .root "name" (printf "%s%s" .what .root.Values.global.images.suffix) "image" .root.Values.image) }}
imagePullPolicy: {{ .root.Values.global.images.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  {{- with include "spark-all.postgresCa" .root }}
  - {name: postgresql-ca, mountPath: /etc/spark-all/postgresql, readOnly: true}
  {{- end }}
  {{- with include "spark-all.kafkaCa" .root }}
  - {name: kafka-ca, mountPath: /etc/spark-all/kafka, readOnly: true}
  {{- end }}
  {{- if .root.Values.global.caSecret }}
  - {name: authority, mountPath: /etc/spark-all/authority, readOnly: true}
  {{- end }}
{{- end -}}

{{/*
The environment of a container of a service, each name once: what is fixed for this container (.fixed), else what the installation says, else what
the chart does.
*/}}
{{- define "spark-all.environment" -}}
{{- $fixed := concat .fixed (list (dict "name" "QUARKUS_HTTP_PORT" "value" "8080")) -}}
{{- $said := .root.Values.env -}}
{{- $all := $fixed -}}
{{- $taken := list -}}
{{- range $fixed }}{{ $taken = append $taken .name }}{{ end -}}
{{- range $source := list $said (include "spark-all.ownEnvironment" . | fromYamlArray) -}}
{{- $names := list -}}
{{- range $source -}}
{{- if not (has .name $taken) }}{{ $all = append $all . }}{{ $names = append $names .name }}{{ end -}}
{{- end -}}
{{- $taken = concat $taken $names -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{/* What the chart says to a service: what all of them need, and its own. */}}
{{- define "spark-all.ownEnvironment" -}}
{{- $root := .root -}}
{{- $values := $root.Values -}}
{{- $database := dict "root" $root "what" (printf "db-%s" $values.database) -}}
{{- $own := dict "root" $root "what" $root.Chart.Name -}}
{{- $kafka := dict "root" $root "what" (printf "kafka-%s" $root.Chart.Name) -}}
- {name: QUARKUS_DATASOURCE_JDBC_URL, value: {{ include "spark-all.jdbcUrl" (dict "root" $root "database" $values.database) | quote }}}
{{ include "spark-all.fromSecret" (merge (dict "name" "QUARKUS_DATASOURCE_USERNAME" "key" "username") $database) }}
{{ include "spark-all.fromSecret" (merge (dict "name" "QUARKUS_DATASOURCE_PASSWORD" "key" "password") $database) }}
- {name: KAFKA_BOOTSTRAP_SERVERS, value: {{ include "spark-all.kafkaBootstrap" $root | quote }}}
- {name: KAFKA_SECURITY_PROTOCOL, value: {{ $values.global.kafka.securityProtocol }}}
{{- if hasPrefix "SASL" $values.global.kafka.securityProtocol }}
- {name: KAFKA_SASL_MECHANISM, value: {{ $values.global.kafka.saslMechanism }}}
{{ include "spark-all.fromSecret" (merge (dict "name" "KAFKA_SASL_JAAS_CONFIG" "key" "sasl.jaas.config") $kafka) }}
{{- end }}
{{- if include "spark-all.kafkaCa" $root }}
- {name: KAFKA_SSL_TRUSTSTORE_TYPE, value: PEM}
- {name: KAFKA_SSL_TRUSTSTORE_LOCATION, value: /etc/spark-all/kafka/ca.crt}
{{- end }}
- {name: SPARKALL_EVENTS_PARTITIONS, value: {{ $values.global.kafka.partitions | quote }}}
- {name: SPARKALL_EVENTS_REPLICATION_FACTOR, value: {{ $values.global.kafka.replicationFactor | quote }}}
- {name: QUARKUS_OIDC_AUTH_SERVER_URL, value: {{ printf "%s/realms/%s" (include "spark-all.keycloak" $root) $values.global.keycloak.realm | quote }}}
{{- if $values.global.caSecret }}
- {name: QUARKUS_TLS_KEYCLOAK_TRUST_STORE_PEM_CERTS, value: /etc/spark-all/authority/ca.crt}
- {name: QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME, value: keycloak}
{{- end }}
{{- with $values.global.tracing }}
{{- if .endpoint }}
- {name: SPARKALL_TRACES_ENDPOINT, value: {{ .endpoint | quote }}}
- {name: SPARKALL_TRACES_RATIO, value: {{ .ratio | quote }}}
{{- end }}
{{- end }}
{{ include "spark-all.fromSecret" (merge (dict "name" "SPARKALL_SECRETS_MASTER_KEY" "key" "master-key") $own) }}
{{ include (printf "spark-all.environment.%s" $root.Chart.Name) $root }}
{{- end -}}

{{/* Where one of the databases is, by its name; the authority is mounted at the same place everywhere. */}}
{{- define "spark-all.jdbcUrl" -}}
{{- $postgresql := .root.Values.global.postgresql -}}
jdbc:postgresql://{{ include "spark-all.postgresHost" .root }}:{{ $postgresql.port }}/{{ .database }}?sslmode={{ $postgresql.sslMode }}
{{- if include "spark-all.postgresCa" .root }}&sslrootcert=/etc/spark-all/postgresql/ca.crt
{{- else if hasPrefix "verify" $postgresql.sslMode }}&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory
{{- end -}}
{{- end -}}
