package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkTest {

    private static final String ALL = "org.sparkall.k8s.Installations#all";

    /** Probes and metrics, and what auth-service alone asks of consent-service. */
    private static final List<String> INTERNAL = List.of("/q/metrics", "/q/health", "/v1/consent-requests");

    @ParameterizedTest
    @MethodSource(ALL)
    void whatIsInternalIsNotRouted(Chart chart) throws IOException {
        for (JsonNode ingress : chart.all("Ingress")) {
            for (JsonNode path : ingress.findValues("path")) assertInternal(ingress, path.asText());
        }
        for (JsonNode route : chart.all("HTTPRoute")) {
            for (JsonNode path : route.findValues("value")) assertInternal(route, path.asText());
        }
    }

    private static void assertInternal(JsonNode route, String prefix) {
        boolean isConsent = route.at("/metadata/name").asText().equals("spark-consent-service");
        for (String path : INTERNAL) {
            // The other services have no such endpoint.
            if (!isConsent && path.startsWith("/v1")) continue;
            assertThat(path).as(route.at("/metadata/name").asText()).doesNotStartWith(prefix);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void whatIsNotAllowedIsDenied(Chart chart) throws IOException {
        if (chart.all("NetworkPolicy").isEmpty()) return;
        JsonNode deny = chart.object("NetworkPolicy", "spark-default-deny");
        assertThat(deny.at("/spec/policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
        assertThat(deny.at("/spec/ingress").isMissingNode()).isTrue();
        JsonNode selected = deny.at("/spec/podSelector/matchLabels");
        for (JsonNode deployment : chart.all("Deployment")) {
            JsonNode labels = deployment.at("/spec/template/metadata/labels");
            selected.properties()
                    .forEach(it -> assertThat(labels.path(it.getKey())).isEqualTo(it.getValue()));
        }
    }

    @Test
    void eachWayInIsNamedAndNothingElse() throws IOException {
        JsonNode rules = Installations.GUARDED
                .object("NetworkPolicy", "spark-auth-service")
                .at("/spec/ingress");
        assertThat(rules).hasSize(1);
        assertThat(rules.at("/0/from").toString())
                .contains("\"kubernetes.io/metadata.name\":\"gateways\"")
                .contains("\"app\":\"envoy\"")
                .contains("10.9.0.0/16")
                .contains("\"kubernetes.io/metadata.name\":\"monitoring\"")
                .doesNotContain("ingress-nginx");
    }

    @Test
    void onlyServicesKeycloakAndItsOperatorReachPostgresql() throws IOException {
        JsonNode policy =
                Installations.HA.object("NetworkPolicy", "spark-postgresql").path("spec");
        assertThat(policy.at("/podSelector/matchLabels").path("cnpg.io/cluster").asText())
                .isEqualTo("spark-postgresql");
        JsonNode clients = policy.at("/ingress/0");
        assertThat(clients.at("/ports/0/port").asInt()).isEqualTo(5432);
        assertThat(clients.at("/from/0/podSelector/matchExpressions/0/values"))
                .extracting(JsonNode::asText)
                .containsExactly("auth-service", "consent-service", "scope-policy-service");
        // Pods that import the realm are another app of the same instance.
        assertThat(clients.at("/from/1/podSelector/matchLabels").has("app")).isFalse();
        assertThat(policy.path("ingress").toString()).contains("cnpg-system").contains("8000");
        assertThat(Installations.EXISTING.all("NetworkPolicy"))
                .extracting(it -> it.at("/metadata/name").asText())
                .doesNotContain("spark-postgresql");
    }

    @Test
    void onlyServicesReachKafkasListenerAndKedaWhereItLooks() throws IOException {
        JsonNode peers =
                Installations.HA.object("Kafka", "spark-kafka").at("/spec/kafka/listeners/0/networkPolicyPeers");
        assertThat(peers).hasSize(3);
        assertThat(Installations.GATEWAY
                        .object("Kafka", "spark-kafka")
                        .at("/spec/kafka/listeners/0/networkPolicyPeers"))
                .hasSize(4)
                .last()
                .satisfies(it -> assertThat(it.toString()).contains("keda"));
    }

    @Test
    void keysAreFetchedInsideTheCluster() throws IOException {
        JsonNode env = Installations.HA
                .object("Deployment", "spark-scope-policy-service")
                .at("/spec/template/spec/containers/0/env");
        assertThat(env).anySatisfy(it -> {
            assertThat(it.path("name").asText()).isEqualTo("SPARKALL_TOKEN_JWKS_URL");
            assertThat(it.path("value").asText()).isEqualTo("http://spark-auth-service:8080/v1/jwks");
        });
        assertThat(Installations.HA
                        .object("NetworkPolicy", "spark-scope-policy-service")
                        .at("/spec/egress")
                        .toString())
                .doesNotContain("ingress-nginx");
    }
}
