package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedValuesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    'global: {addresses: {auth: "http://auth.example.com"}}'                     | /global/addresses/auth
                    'global: {addresses: {consent: "https://consent.example.com/"}}'             | /global/addresses/consent
                    'global: {addresses: {keycloak: ""}}'                                        | /global/addresses/keycloak
                    'global: {adresses: {auth: "https://auth.example.com"}}'                     | adresses
                    'global: {images: {pullPolicy: Sometimes}}'                                  | /global/images/pullPolicy
                    'global: {images: {suffix: -graal}}'                                         | /global/images/suffix
                    'global: {images: {tag: "a tag"}}'                                           | /global/images/tag
                    'global: {secrets: {mode: plain}}'                                           | /global/secrets/mode
                    'global: {secrets: {mode: external}}'                                        | /global/secrets/external/store/name
                    'global: {secrets: {names: {auth-service: "Not A Name"}}}'                   | /global/secrets/names
                    'global: {postgresql: {mode: existing, host: ""}}'                           | /global/postgresql/host
                    'global: {postgresql: {port: 70000}}'                                        | /global/postgresql/port
                    'global: {postgresql: {sslMode: prefer}}'                                    | /global/postgresql/sslMode
                    'global: {kafka: {mode: existing, bootstrapServers: ""}}'                    | /global/kafka
                    'global: {kafka: {bootstrapServers: "kafka"}}'                               | /global/kafka/bootstrapServers
                    'global: {kafka: {securityProtocol: PLAINTEXT}}'                             | /global/kafka
                    'global: {kafka: {partitions: 0}}'                                           | /global/kafka/partitions
                    'global: {keycloak: {realm: "Spark Realm"}}'                                 | /global/keycloak/realm
                    'global: {keycloak: {mode: embedded}}'                                       | /global/keycloak/mode
                    'global: {ingress: {trustedProxies: [everybody]}}'                           | /global/ingress/trustedProxies
                    'global: {tokens: {audience: "a,b"}}'                                        | /global/tokens/audience
                    'global: {tracing: {ratio: 5}}'                                              | /global/tracing/ratio
                    'global: {tracing: {endpoint: "otel:4317"}}'                                 | /global/tracing/endpoint
                    'ingress: {mode: ingress}'                                                   | /global/ingress/trustedProxies
                    'ingress: {mode: gateway, gateway: {name: ""}}'                              | /ingress/gateway/name
                    'ingress: {mode: nodeport}'                                                  | /ingress/mode
                    'auth-service: {replicas: 0}'                                                | /auth-service/replicas
                    'auth-service: {replicas: "2"}'                                              | /auth-service/replicas
                    'auth-service: {database: consent}'                                          | /auth-service/database
                    'auth-service: {resources: {limits: {memory: lots}}}'                        | /auth-service/resources/limits/memory
                    'auth-service: {tokens: {refreshLifetime: 90 days}}'                         | /auth-service/tokens/refreshLifetime
                    'auth-service: {tokens: {preset: eternal}}'                                  | /auth-service/tokens/preset
                    'auth-service: {env: [{name: lower, value: x}]}'                             | /auth-service/env/0/name
                    'auth-service: {env: [{name: BOTH, value: x, valueFrom: {}}]}'               | /auth-service/env/0
                    'auth-service: {spread: never}'                                              | /auth-service/spread
                    'auth-service: {autoscaling: {cpuUtilization: 150}}'                         | /auth-service/autoscaling/cpuUtilization
                    'consent-service: {expiry: {policy: fixed, days: 0}}'                        | /consent-service/expiry/days
                    'consent-service: {expiry: {policy: never}}'                                 | /consent-service/expiry/policy
                    'consent-service: {reportUrl: "javascript:alert(1)"}'                        | /consent-service/reportUrl
                    'scope-policy-service: {realmSync: sometimes}'                               | /scope-policy-service/realmSync
                    'scope-policy-service: {decisions: {maxStaleness: PT5}}'                     | /scope-policy-service/decisions/maxStaleness
                    'postgresql: {instances: 0}'                                                 | /postgresql/instances
                    'kafka: {storage: {size: big}}'                                              | /kafka/storage/size
                    'global: {postgresql: {mode: existing, host: db}}'                           | /networkPolicies/egress
                    'networkPolicy: {enabled: false}'                                            | networkPolicy
                    'global: {secrets: {names: {database: mine}}}'                               | database
                    'global: {caSecret: "Not A Name"}'                                           | /global/caSecret
                    'global: {addresses: {keycloakAdmin: "http://id-admin.example.com"}}'        | /global/addresses/keycloakAdmin
                    'networkPolicies: {ingressFrom: []}'                                         | /networkPolicies/ingressFrom
                    'networkPolicies: {ingressFrom: [{}]}'                                       | /networkPolicies/ingressFrom/0
                    'networkPolicies: {monitoringFrom: [{ipBlock: {cidr: 10.0.0.0/8}, podSelector: {}}]}' | /networkPolicies/monitoringFrom/0
                    'networkPolicies: {ingressNamespace: nginx}'                                 | ingressNamespace
                    'ingress: {routes: {keycloack: {className: nginx}}}'                         | keycloack
                    'auth-service: {image: {digest: "sha256:1234"}}'                             | /auth-service/image/digest
                    'keycloak: {update: {strategy: Sometimes}}'                                  | /keycloak/update/strategy
                    'postgresql: {backup: {mode: plugin}}'                                       | /postgresql/backup/objectStore/name
                    'postgresql: {backup: {mode: volumeSnapshot}}'                               | /postgresql/backup/volumeSnapshot/className
                    'postgresql: {backup: {schedule: daily}}'                                    | /postgresql/backup/schedule
                    'tests: {image: {digest: latest}}'                                           | /tests/image/digest
                    """)
    void aBadValueIsRefusedByItsName(String values, String where) throws IOException {
        Optional<String> refusal = Chart.with("values-small.yaml", values).refusal();
        assertThat(refusal)
                .hasValueSatisfying(it -> assertThat(it).contains("schema").contains(where));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    'global: {addresses: {consent: "https://auth.example.com:8443"}}'            | global.addresses.auth and .consent are both at auth.example.com
                    'global: {addresses: {keycloakAdmin: "https://id.example.com"}}'             | each needs a host of its own
                    'global: {tokens: {resources: ["https://a.example"], plainJwtResources: ["https://b.example"]}}' | https://b.example is not among
                    'global: {kafka: {replicationFactor: 3}}'                                    | kafka.nodes: 1 nodes cannot hold 3 replicas
                    'global: {keycloak: {tlsSecret: tls}}'                                       | needs global.caSecret
                    '{global: {ingress: {trustedProxies: [10.0.0.1]}}, ingress: {mode: gateway, gateway: {name: g}}}' | name the https listener
                    '{global: {caSecret: ca, keycloak: {tlsSecret: tls}, ingress: {trustedProxies: [10.0.0.1]}}, ingress: {mode: gateway, gateway: {name: g, sectionName: s}}}' | needs ingress.gateway.caConfigMap
                    'auth-service: {autoscaling: {enabled: true, minReplicas: 9}}'               | auth-service.autoscaling: minReplicas is more than maxReplicas
                    'consent-service: {autoscaling: {keda: {enabled: true}}}'                    | consent-service.autoscaling is not
                    'scope-policy-service: {env: [{name: A, value: x}, {name: A, value: z}]}'    | scope-policy-service.env: A is there twice
                    'global: {keycloak: {realm: a-realm-with-a-name-that-is-longer-than-anybody-would-like}}' | realm is too long
                    """)
    void valuesThatContradictOneAnotherAreRefused(String values, String why) throws IOException {
        assertThat(Chart.with("values-small.yaml", values).refusal())
                .hasValueSatisfying(it -> assertThat(it).contains(why));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    'global: {addresses: {keycloakAdmin: "https://id-admin.example.com"}}' | global.keycloak.mode is not operator
                    'global: {caSecret: ca, keycloak: {tlsSecret: tls}}'                   | global.keycloak.mode is not operator
                    'auth-service: {autoscaling: {enabled: true, keda: {enabled: true}}}'  | auth-service.autoscaling.keda.username
                    """)
    void whatIsForTheChartsOwnPartsIsRefusedWhereTheyExist(String values, String why) throws IOException {
        Chart chart = Chart.with("", Installations.EXISTING.values());
        assertThat(chart.refusal()).isEmpty();
        assertThat(chart.and(values).refusal())
                .hasValueSatisfying(it -> assertThat(it).contains(why));
    }

    @Test
    void aReleaseWhoseObjectsWouldHaveNamesThatAreTooLongIsRefused() throws IOException {
        assertThat(Installations.SMALL.refusal("r".repeat(36))).isEmpty();
        assertThat(Installations.SMALL.refusal("r".repeat(37)))
                .hasValueSatisfying(it -> assertThat(it).contains("at most 36 characters"));
    }

    @Test
    void whoeverSeesNoClusterMakesNoSecrets() throws IOException {
        assertThat(Installations.SMALL.refusalWithoutCluster())
                .hasValueSatisfying(it -> assertThat(it).contains("take existing or external"));
        assertThat(Installations.HA.refusalWithoutCluster()).isEmpty();
    }
}
