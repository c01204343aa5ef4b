package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenderedObjectsTest {

    private static final String ALL = "org.sparkall.k8s.Installations#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void itsApiTakesEachObjectWhole(Chart chart) throws IOException {
        List<JsonNode> objects = chart.objects();
        assertThat(objects).isNotEmpty();
        for (JsonNode object : objects) StrictParsing.check(object);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void noTwoObjectsHaveOneName(Chart chart) throws IOException {
        Map<String, Long> names = chart.objects().stream()
                .collect(Collectors.groupingBy(
                        it -> it.path("kind").asText() + " "
                                + it.at("/metadata/name").asText(),
                        Collectors.counting()));
        assertThat(names).allSatisfy((name, times) -> assertThat(times).as(name).isEqualTo(1));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void lintHasNothingToSay(Chart chart, @TempDir Path copy) throws IOException {
        LintResult result = chart.lint(copy);
        assertThat(result.getMessages()).noneMatch(it -> it.contains("[ERROR]") || it.contains("[WARNING]"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void whatAnApiDoesNotKnowIsFound() throws IOException {
        JsonNode deployment = Installations.SMALL.object("Deployment", "spark-auth-service");
        ((ObjectNode) deployment.at("/spec/template/spec")).put("restartPolicies", "Always");
        assertThatThrownBy(() -> StrictParsing.check(deployment)).hasMessageContaining("restartPolicies");
        JsonNode cluster = Installations.SMALL.object("Cluster", "spark-postgresql");
        ((ObjectNode) cluster.at("/spec/storage")).put("sized", "1Gi");
        assertThatThrownBy(() -> StrictParsing.check(cluster)).hasMessageContaining("sized");
        JsonNode user = Installations.SMALL.object("KafkaUser", "spark-kafka-auth-service");
        ((ObjectNode) user.at("/spec/authorization")).put("acl", "none");
        assertThatThrownBy(() -> StrictParsing.check(user)).hasMessageContaining("acl");
        JsonNode realm = Installations.SMALL.object("KeycloakRealmImport", "spark-keycloak-spark");
        ((ObjectNode) realm.at("/spec/realm")).put("realmName", "spark");
        assertThatThrownBy(() -> StrictParsing.check(realm)).hasMessageContaining("realmName");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void eachSecretThatIsReadIsMadeHereByAnOperatorOrNamedInTheNotes(Chart chart) throws IOException {
        TreeSet<String> read = new TreeSet<>();
        for (JsonNode object : chart.all("Deployment")) {
            for (JsonNode ref : object.findValues("secretKeyRef"))
                read.add(ref.path("name").asText());
        }
        TreeSet<String> known = chart.objects().stream()
                .filter(it -> List.of("Secret", "ExternalSecret", "KafkaUser")
                        .contains(it.path("kind").asText()))
                .map(it -> it.at("/metadata/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        if (chart.equals(Installations.EXISTING)) {
            known.addAll(List.of("spark-auth-service", "spark-consent-service", "spark-scope-policy-service"));
            known.addAll(List.of("spark-db-auth", "spark-db-consent", "spark-db-policy"));
            known.addAll(List.of(
                    "spark-kafka-auth-service", "spark-kafka-consent-service", "spark-kafka-scope-policy-service"));
        }
        assertThat(known).containsAll(read);
    }
}
