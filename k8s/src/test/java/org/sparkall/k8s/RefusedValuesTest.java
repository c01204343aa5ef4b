package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
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
                    """)
    void aBadValueIsRefusedByItsName(String values, String where) throws IOException {
        Optional<String> refusal = Chart.with("values-small.yaml", values).refusal();
        assertThat(refusal)
                .hasValueSatisfying(it -> assertThat(it).contains("schema").contains(where));
    }
}
