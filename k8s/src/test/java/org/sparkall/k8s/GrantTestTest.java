package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code helm test} runs. */
class GrantTestTest {

    private static final Path SCRIPT = Chart.FOLDER.resolve("files/tests/grant.sh");
    private static final Pattern SETTING = Pattern.compile("\\$\\{?([A-Z][A-Z_]+)");

    @ParameterizedTest
    @MethodSource("org.sparkall.k8s.Installations#all")
    void theClusterTakesItsPod(Chart chart, @TempDir Path copy) throws IOException {
        List<JsonNode> pods = chart.testPods(copy);
        assertThat(pods).hasSize(1);
        StrictParsing.check(pods.getFirst());
        JsonNode container = pods.getFirst().at("/spec/containers/0");
        assertThat(container.path("image").asText()).isEqualTo("docker.io/curlimages/curl:8.17.0");
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().matches("PLATFORM_SECRET|PERSON.*")) {
                assertThat(variable.has("valueFrom")).as(variable.toString()).isTrue();
            }
        }
    }

    @Test
    void theScriptIsToldAllThatItAsksFor(@TempDir Path copy) throws IOException {
        Set<String> told = new TreeSet<>(Installations.GUARDED
                .testPods(copy)
                .getFirst()
                .at("/spec/containers/0/env")
                .findValuesAsText("name"));
        Set<String> asked = SETTING.matcher(Files.readString(SCRIPT))
                .results()
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // What it has a default for.
        asked.remove("SCOPE");
        assertThat(told).containsAll(asked);
        assertThat(Installations.GUARDED
                        .object("ConfigMap", "spark-grant-test")
                        .at("/data/grant.sh")
                        .asText()
                        .strip())
                .isEqualTo(Files.readString(SCRIPT).strip());
    }

    @Test
    void theScriptIsOneForEachShell() throws IOException, InterruptedException {
        Process shell =
                new ProcessBuilder("sh", "-n", SCRIPT.toString()).inheritIO().start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void whoWantsNoneHasNone(@TempDir Path copy) throws IOException {
        Chart without = Installations.SMALL.and("tests: {enabled: false}");
        assertThat(without.testPods(copy)).isEmpty();
        assertThat(without.all("ConfigMap")).isEmpty();
        assertThat(without.all("NetworkPolicy").toString()).doesNotContain("grant-test");
    }
}
