package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServicesTest {

    private static final String ALL = "org.sparkall.k8s.Installations#all";
    private static final Path SETTINGS = Path.of("../docs/configuration.md");

    /** Quarkus' own, which the suite's documentation leaves to Quarkus'. */
    private static final List<String> QUARKUS = List.of(
            "QUARKUS_INIT_AND_EXIT",
            "QUARKUS_FLYWAY_MIGRATE_AT_START",
            "KAFKA_SSL_TRUSTSTORE_TYPE",
            "KAFKA_SSL_TRUSTSTORE_LOCATION");

    @ParameterizedTest
    @MethodSource(ALL)
    void containersCanDoNothingButTheirWork(Chart chart) throws IOException {
        for (JsonNode deployment : chart.all("Deployment")) {
            JsonNode pod = deployment.at("/spec/template/spec");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (JsonNode container : containers(pod)) {
                JsonNode may = container.path("securityContext");
                assertThat(may.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(may.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(may.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
                assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void eachSettingIsDocumented(Chart chart) throws IOException {
        String documented = Files.readString(SETTINGS);
        for (JsonNode deployment : chart.all("Deployment")) {
            for (JsonNode container : containers(deployment.at("/spec/template/spec"))) {
                List<String> names = new ArrayList<>();
                for (JsonNode variable : container.path("env"))
                    names.add(variable.path("name").asText());
                assertThat(names).doesNotHaveDuplicates();
                assertThat(names)
                        .filteredOn(it -> !QUARKUS.contains(it))
                        .allSatisfy(
                                it -> assertThat(isNamed(documented, it)).as(it).isTrue());
            }
        }
    }

    /** By its whole name, or by its end in a cell that gives the beginning once. */
    private static boolean isNamed(String documented, String setting) {
        if (documented.contains("`" + setting + "`")) return true;
        return documented.lines().anyMatch(line -> {
            int end = setting.lastIndexOf('_');
            while (end > 0) {
                if (line.contains("`" + setting.substring(end) + "`") && line.contains(setting.substring(0, end)))
                    return true;
                end = setting.lastIndexOf('_', end - 1);
            }
            return false;
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void noReplicaIsEndedBeforeAnotherIsReady(Chart chart) throws IOException {
        assertThat(chart.all("Deployment")).hasSize(3).allSatisfy(it -> {
            assertThat(it.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(-1))
                    .isZero();
            JsonNode container = it.at("/spec/template/spec/containers/0");
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
            // 5 s until balancers know and 10 s for what is under way (QUARKUS_SHUTDOWN_DELAY,
            // QUARKUS_SHUTDOWN_TIMEOUT).
            assertThat(it.at("/spec/template/spec/terminationGracePeriodSeconds")
                            .asInt())
                    .isGreaterThan(15);
        });
    }

    @Test
    void whatTheInstallationSaysCountsBeforeWhatTheChartWould() throws IOException {
        Chart chart = Installations.SMALL.and("""
                auth-service:
                  env:
                    - {name: SPARKALL_TOKEN_PRESET, value: webex}
                    - {name: SPARKALL_DATABASE_SOCKET_TIMEOUT, value: "30"}
                    - {name: QUARKUS_FLYWAY_MIGRATE_AT_START, value: "true"}
                """);
        JsonNode pod = chart.object("Deployment", "spark-auth-service").at("/spec/template/spec");
        assertThat(env(pod.at("/containers/0")))
                .contains("SPARKALL_TOKEN_PRESET=webex", "SPARKALL_DATABASE_SOCKET_TIMEOUT=30")
                .contains("QUARKUS_FLYWAY_MIGRATE_AT_START=false")
                .doesNotContain("SPARKALL_TOKEN_PRESET=standard");
        assertThat(env(pod.at("/initContainers/0")))
                .contains("SPARKALL_DATABASE_SOCKET_TIMEOUT=3600", "QUARKUS_FLYWAY_MIGRATE_AT_START=true")
                .doesNotContain("SPARKALL_DATABASE_SOCKET_TIMEOUT=30");
        for (JsonNode container : containers(pod)) {
            assertThat(container.path("env"))
                    .extracting(it -> it.path("name").asText())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void tracesAreKeptWhereSomebodyTakesThem() throws IOException {
        Chart chart = Installations.SMALL.and("global: {tracing: {endpoint: 'http://otel:4318', ratio: 0.25}}");
        for (JsonNode deployment : chart.all("Deployment")) {
            assertThat(env(deployment.at("/spec/template/spec/containers/0")))
                    .contains("SPARKALL_TRACES_ENDPOINT=http://otel:4318", "SPARKALL_TRACES_RATIO=0.25");
        }
        for (JsonNode deployment : Installations.SMALL.all("Deployment")) {
            assertThat(env(deployment.at("/spec/template/spec/containers/0")))
                    .noneMatch(it -> it.startsWith("SPARKALL_TRACES"));
        }
    }

    @Test
    void aDigestCountsBeforeATag() throws IOException {
        JsonNode pod =
                Installations.GUARDED.object("Deployment", "spark-auth-service").at("/spec/template/spec");
        for (JsonNode container : containers(pod)) {
            assertThat(container.path("image").asText()).isEqualTo("auth-service@sha256:" + "b".repeat(64));
        }
        assertThat(Installations.GATEWAY
                        .object("Deployment", "spark-auth-service")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("registry.example.com/spark/auth-service-native:1.2.3");
    }

    @Test
    void anAutoscalerBeginsWithAsManyReplicasAsThereAre() throws IOException {
        assertThat(replicas(Installations.HA)).isZero();
        KubernetesApi.running().has(Map.of("deployments/spark-auth-service", """
                        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"spark-auth-service","namespace":"spark"},
                        "spec":{"replicas":7}}"""));
        try {
            assertThat(replicas(Installations.HA)).isEqualTo(7);
            assertThat(replicas(Installations.SMALL)).isEqualTo(1);
        } finally {
            KubernetesApi.running().has(Map.of());
        }
    }

    private static int replicas(Chart chart) throws IOException {
        return chart.object("Deployment", "spark-auth-service")
                .at("/spec/replicas")
                .asInt();
    }

    private static List<String> env(JsonNode container) {
        return StreamSupport.stream(container.path("env").spliterator(), false)
                .map(it -> it.path("name").asText() + "=" + it.path("value").asText())
                .toList();
    }

    private static List<JsonNode> containers(JsonNode pod) {
        List<JsonNode> all = new ArrayList<>();
        for (String kind : List.of("initContainers", "containers")) {
            StreamSupport.stream(pod.path(kind).spliterator(), false).forEach(all::add);
        }
        return all;
    }
}
