package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
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
}
