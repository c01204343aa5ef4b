package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {

    @Test
    void eachAlertHasARunbookAndEachRunbookAnAlert() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile())
                .at("/groups/0/rules");
        List<String> runbooks = Files.readAllLines(Path.of("../docs/operations/alerts.md")).stream()
                .filter(it -> it.startsWith("## "))
                .map(it -> it.substring(3))
                .toList();
        assertThat(rules).extracting(it -> it.path("alert").asText()).containsExactlyElementsOf(runbooks);
    }

    @Test
    void aServiceThatHasVanishedAltogetherIsMissed() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile())
                .at("/groups/0/rules");
        assertThat(rules)
                .filteredOn(it -> it.path("alert").asText().equals("SparkServiceDown"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("expr").asText())
                        .contains("absent(up{job=\"auth-service\"})")
                        .contains("absent(up{job=\"consent-service\"})")
                        .contains("absent(up{job=\"scope-policy-service\"})"));
    }

    @Test
    void theyComeOutAsTheyAre() throws IOException {
        JsonNode rule = Installations.HA.object("PrometheusRule", "spark-alerts");
        JsonNode file = new YAMLMapper()
                .readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile());
        assertThat(rule.path("spec")).isEqualTo(file);
    }
}
