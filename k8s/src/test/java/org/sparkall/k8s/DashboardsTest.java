package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Dashboards and alerts speak of metrics that there are. */
class DashboardsTest {

    private static final Path DASHBOARDS = Chart.FOLDER.resolve("files/dashboards");
    private static final Set<String> JOBS =
            Set.of("auth-service", "consent-service", "scope-policy-service", "keycloak");

    /** What is quoted, and what stands in braces or after by: labels and their values, no metrics. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without) ?\\([^)]*\\)|\"[^\"]*\"");
    /** A word that no bracket follows: a function has one. */
    private static final Pattern WORD = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?! *\\()");

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "by", "without", "on", "ignoring");
    private static final Pattern JOB = Pattern.compile("\\bjob=~?\"([^\"]*)\"");

    static Stream<Path> dashboards() throws IOException {
        try (Stream<Path> all = Files.list(DASHBOARDS)) {
            return all.sorted().toList().stream();
        }
    }

    @Test
    void thereIsOneForEachConcern() throws IOException {
        assertThat(dashboards())
                .extracting(it -> it.getFileName().toString())
                .containsExactly("events.json", "grants.json", "keycloak.json", "overview.json", "policy.json");
        assertThat(dashboards()
                        .map(DashboardsTest::read)
                        .map(it -> it.path("uid").asText()))
                .doesNotHaveDuplicates()
                .allMatch(it -> it.matches("spark-[a-z]+"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void whoeverLooksAtItIsToldWhatItShows(Path file) {
        JsonNode dashboard = read(file);
        assertThat(dashboard.path("title").asText()).startsWith("spark-all: ");
        assertThat(dashboard.path("panels"))
                .extracting(it -> it.path("id").asInt())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
        assertThat(panels(dashboard)).isNotEmpty().allSatisfy(it -> {
            assertThat(it.path("title").asText()).isNotBlank();
            assertThat(it.path("description").asText()).endsWith(".");
            assertThat(it.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(it.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(it.path("targets")).isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieBesideOneAnother(Path file) {
        boolean[][] taken = new boolean[500][24];
        for (JsonNode panel : read(file).path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int y = 0; y < at.path("h").asInt(); y++) {
                for (int x = 0; x < at.path("w").asInt(); x++) {
                    boolean[] row = taken[at.path("y").asInt() + y];
                    int column = at.path("x").asInt() + x;
                    assertThat(row[column]).as(panel.path("title").asText()).isFalse();
                    row[column] = true;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void eachMetricThatItAsksForIsExported(Path file) throws IOException {
        for (JsonNode panel : panels(read(file))) {
            for (JsonNode target : panel.path("targets")) {
                assertKnown(target.path("expr").asText(), panel.path("title").asText());
            }
        }
    }

    @Test
    void soIsEachThatAnAlertAsksFor() throws IOException {
        JsonNode rules = new YAMLMapper()
                .readTree(Chart.FOLDER.resolve("files/alerts.yaml").toFile())
                .at("/groups/0/rules");
        for (JsonNode rule : rules)
            assertKnown(rule.path("expr").asText(), rule.path("alert").asText());
    }

    @Test
    void whatIsReadInAQueryAreItsMetrics() {
        assertThat(metrics("histogram_quantile(0.99, sum by (le, job) (rate(a_seconds_bucket{job=~\"b|c\"}[5m])))"))
                .containsExactly("a_seconds_bucket");
        assertThat(metrics("max by (job) (a) > 0 and topk(10, b_total{x!~\"/q/.*\"}) or vector(0)"))
                .containsExactly("a", "b_total");
    }

    @Test
    void grafanasSidecarFindsThem() throws IOException {
        List<JsonNode> maps = Installations.HA.all("ConfigMap").stream()
                .filter(it ->
                        it.at("/metadata/labels/grafana_dashboard").asText().equals("1"))
                .toList();
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode map : maps) {
            for (JsonNode file : map.path("data")) found.add(new ObjectMapper().readTree(file.asText()));
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        dashboards().map(DashboardsTest::read).toList());
        assertThat(Installations.SMALL.all("ConfigMap"))
                .noneMatch(it -> it.at("/metadata/labels").has("grafana_dashboard"));
    }

    private static void assertKnown(String query, String where) throws IOException {
        Set<String> asked = metrics(query);
        assertThat(asked).as(where).isNotEmpty();
        assertThat(exported()).as(where).containsAll(asked);
        JOB.matcher(query)
                .results()
                .forEach(it -> assertThat(JOBS)
                        .as(where)
                        .containsAll(List.of(it.group(1).split("\\|", -1))));
    }

    private static Set<String> metrics(String query) {
        String bare = NO_METRICS.matcher(query).replaceAll(" ");
        return WORD.matcher(bare)
                .results()
                .map(it -> it.group())
                .filter(it -> !KEYWORDS.contains(it))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> exported() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/metrics.txt")).stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .map(it -> it.split(" ", 2)[0])
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> panels(JsonNode dashboard) {
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .filter(it -> !it.path("type").asText().equals("row"))
                .toList();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
