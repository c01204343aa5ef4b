{{/* What a schema cannot say: values that are good one by one and not together. Fails with what is wrong and what to do. */}}
{{- define "spark-all.checks" -}}
{{- $values := .Values -}}
{{- $global := .Values.global -}}
{{- $services := list "auth-service" "consent-service" "scope-policy-service" -}}

{{- /* The longest name that the chart or an operator makes of it: <release>-kafka-scope-policy-service, with at most 63 characters. */}}
{{- if gt (len .Release.Name) 36 }}{{ fail (printf "the release's name %q is too long: at most 36 characters" .Release.Name) }}{{ end -}}
{{- if gt (len (printf "%s-keycloak-%s" .Release.Name $global.keycloak.realm)) 63 }}
{{- fail "global.keycloak.realm is too long: <release>-keycloak-<realm> may have 63 characters" }}
{{- end -}}

{{- $hosts := dict -}}
{{- range $name, $address := $global.addresses -}}
{{- if $address -}}
{{- $host := (urlParse $address).hostname -}}
{{- if hasKey $hosts $host }}
{{- fail (printf "global.addresses.%s and .%s are both at %s: each needs a host of its own" (get $hosts $host) $name $host) }}
{{- end -}}
{{- $_ := set $hosts $host $name -}}
{{- end -}}
{{- end -}}
{{- if and $global.addresses.keycloakAdmin (ne $global.keycloak.mode "operator") }}
{{- fail "global.addresses.keycloakAdmin is for the chart's own Keycloak: global.keycloak.mode is not operator" }}
{{- end -}}

{{- range $global.tokens.plainJwtResources -}}
{{- if not (has . $global.tokens.resources) }}
{{- fail (printf "global.tokens.plainJwtResources: %s is not among global.tokens.resources" .) }}
{{- end -}}
{{- end -}}

{{- if $global.keycloak.tlsSecret -}}
{{- if ne $global.keycloak.mode "operator" }}
{{- fail "global.keycloak.tlsSecret is for the chart's own Keycloak: global.keycloak.mode is not operator" }}
{{- end -}}
{{- if not $global.caSecret }}
{{- fail "global.keycloak.tlsSecret needs global.caSecret: services hold Keycloak's certificate against it" }}
{{- end -}}
{{- if and (eq $values.ingress.mode "gateway") (not $values.ingress.gateway.caConfigMap) }}
{{- fail "global.keycloak.tlsSecret needs ingress.gateway.caConfigMap: the Gateway holds Keycloak's certificate against it" }}
{{- end -}}
{{- end -}}

{{- if eq $values.ingress.mode "gateway" -}}
{{- range $what, $route := include "spark-all.routes" . | fromYaml -}}
{{- $own := get $values.ingress.routes $what | default dict -}}
{{- if not (or $values.ingress.gateway.anyListener (coalesce $own.sectionName $values.ingress.gateway.sectionName)) }}
{{- fail (printf "ingress.gateway.sectionName: name the https listener for %s, or say anyListener when the Gateway has none of plain http" $what) }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- if and (eq $global.kafka.mode "strimzi") (lt (int $values.kafka.nodes) (int $global.kafka.replicationFactor)) }}
{{- fail (printf "kafka.nodes: %v nodes cannot hold %v replicas (global.kafka.replicationFactor)" $values.kafka.nodes $global.kafka.replicationFactor) }}
{{- end -}}

{{- range $service := $services -}}
{{- $own := index $values $service -}}
{{- $scaling := $own.autoscaling -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}
{{- fail (printf "%s.autoscaling: minReplicas is more than maxReplicas" $service) }}
{{- end -}}
{{- if and $scaling.keda.enabled (not $scaling.enabled) }}
{{- fail (printf "%s.autoscaling.keda is enabled and %s.autoscaling is not" $service $service) }}
{{- end -}}
{{- if and $scaling.keda.enabled $own.consumes (eq $global.kafka.mode "existing") (hasPrefix "SASL" $global.kafka.securityProtocol) (not $scaling.keda.username) }}
{{- fail (printf "%s.autoscaling.keda.username is the user whose password KEDA finds in the Secret kafka-%s" $service $service) }}
{{- end -}}
{{- $names := list -}}
{{- range $own.env -}}
{{- if has .name $names }}{{ fail (printf "%s.env: %s is there twice" $service .name) }}{{ end -}}
{{- $names = append $names .name -}}
{{- end -}}
{{- end -}}

{{- /* Whoever renders without a cluster, as Argo CD does, would make other secrets each time. */}}
{{- if and (eq $global.secrets.mode "generate") (not (lookup "v1" "Secret" .Release.Namespace "")) }}
{{- fail "global.secrets.mode: generate looks for its Secrets in the cluster, and cannot see it (helm template, Argo CD): take existing or external" }}
{{- end -}}
{{- end -}}

{{/* Those services that KEDA scales. */}}
{{- define "spark-all.kedaServices" -}}
{{- range list "auth-service" "consent-service" "scope-policy-service" -}}
{{- $scaling := (index $.Values .).autoscaling -}}
{{- if and $scaling.enabled $scaling.keda.enabled }}{{ . }} {{ end -}}
{{- end -}}
{{- end -}}
