package org.sparkall.k8s;

import java.util.List;
import java.util.stream.Stream;

/** The ways to install that differ most. */
final class Installations {

    static final Chart SMALL = Chart.with("values-small.yaml", "");
    static final Chart HA = Chart.with("values-ha.yaml", """
            global:
              secrets: {external: {store: {name: vault}}}
              ingress: {trustedProxies: [10.0.0.0/8]}
            ingress: {mode: ingress, className: nginx, certManager: {issuer: {name: letsencrypt}}}
            """);
    static final Chart EXISTING = Chart.with("", """
            global:
              postgresql: {host: db.example.com}
              kafka: {bootstrapServers: "kafka-1.example.com:9093,kafka-2.example.com:9093", caSecret: kafka-ca}
            networkPolicies:
              egress: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 5432}, {port: 9093}, {port: 443}]}]
            """);

    static final Chart GATEWAY = Chart.with("values-ha.yaml", """
            global:
              addresses: {policy: "https://policy.example.com"}
              images: {registry: registry.example.com/spark, tag: "1.2.3", suffix: -native, pullSecrets: [{name: pull}]}
              secrets: {external: {store: {kind: SecretStore, name: vault}}}
              ingress: {trustedProxies: [10.0.0.0/8]}
              tokens: {resources: ["https://api.example.com"], plainJwtResources: ["https://api.example.com"]}
            ingress: {mode: gateway, gateway: {name: public, namespace: gateways, sectionName: https}, portal: false}
            postgresql: {image: "registry.example.com/postgresql:18", storage: {storageClass: fast}, backup: {mode: volumeSnapshot, volumeSnapshot: {className: fast}}}
            kafka: {version: 4.1.0, storage: {storageClass: fast}}
            auth-service:
              autoscaling: {keda: {enabled: true}}
              tokens: {preset: webex, accessLifetime: P1D}
              env: [{name: SPARKALL_KEYS_ROTATION_PERIOD, value: P7D}]
              tolerations: [{key: dedicated, operator: Exists}]
              nodeSelector: {disk: ssd}
              priorityClassName: critical
            consent-service:
              expiry: {policy: unused, days: 90}
              reportUrl: https://help.example.com/report
              receipts: {controllerName: Example Ltd., privacyNotice: "https://example.com/privacy"}
            """);
    private static final Chart PLAIN = Chart.with("", """
            global:
              secrets: {mode: external, external: {store: {name: vault}}}
              postgresql: {host: db.example.com, sslMode: disable}
              kafka: {bootstrapServers: "kafka:9092", securityProtocol: PLAINTEXT}
              keycloak: {internalUrl: "http://keycloak:8080"}
            networkPolicies: {enabled: false}
            """);

    /** With everything that is off elsewhere. */
    static final Chart GUARDED = Chart.with("values-ha.yaml", """
            global:
              addresses: {policy: "https://policy.example.com", keycloakAdmin: "https://id-admin.example.com"}
              caSecret: own-authority
              keycloak: {tlsSecret: keycloak-tls}
              secrets: {reloader: true, external: {store: {name: vault}}}
              ingress: {trustedProxies: [10.0.0.0/8, 192.168.1.1]}
              kafka: {mode: existing, bootstrapServers: "kafka.example.com:9093"}
              monitoring: {labels: {release: prometheus}}
            ingress:
              mode: gateway
              gateway: {name: public, sectionName: https, caConfigMap: own-authority}
              routes: {keycloak-admin: {sectionName: admin, annotations: {example.com/allow: office}}}
            networkPolicies:
              ingressFrom:
                - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: gateways}}
                  podSelector: {matchLabels: {app: envoy}}
                - ipBlock: {cidr: 10.9.0.0/16}
              egress: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}], ports: [{port: 9093}]}]
            postgresql: {backup: {mode: plugin, objectStore: {name: backups, serverName: second}}}
            keycloak:
              update: {strategy: Auto}
              image: {repository: registry.example.com/keycloak, digest: "sha256:%s"}
            auth-service:
              image: {tag: "1.2.3", digest: "sha256:%s"}
              autoscaling: {keda: {enabled: true, username: auth}}
            tests: {personSecret: tester}
            """.formatted("a".repeat(64), "b".repeat(64)));

    private Installations() {}

    static Stream<Chart> all() {
        return List.of(SMALL, HA, EXISTING, GATEWAY, GUARDED, PLAIN).stream();
    }
}
