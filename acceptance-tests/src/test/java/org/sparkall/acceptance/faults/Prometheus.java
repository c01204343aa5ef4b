package org.sparkall.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.testing.DebianProgram;

/** A real Prometheus that watches a suite, once a second. */
final class Prometheus implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Requests requests = new Requests();
    private final int port = Ports.free();
    private final Process process;

    /**
     * Starts it.
     *
     * @param folder for its files
     * @param targets where each job's replicas listen, by the job's name
     * @param rules the file with the alerts; empty for none
     */
    Prometheus(Path folder, Map<String, List<Integer>> targets, Optional<Path> rules)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path config = folder.resolve("prometheus.yml");
        Files.writeString(config, config(targets, rules));
        process = new ProcessBuilder(
                        DebianProgram.PROMETHEUS.installed().toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Awaitility.await().atMost(PATIENCE).until(() -> Http.isOk(address() + "/-/ready"));
    }

    private static String config(Map<String, List<Integer>> targets, Optional<Path> rules) {
        StringBuilder config = new StringBuilder(
                """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                """.formatted(rules.map(it -> "\"" + it + "\"").orElse("")));
        targets.forEach((job, ports) -> config.append("""
                  - {job_name: "%s", metrics_path: "%s", static_configs: [{targets: [%s]}]}
                """.formatted(
                job,
                job.equals("keycloak") ? "/metrics" : "/q/metrics",
                String.join(
                        ", ",
                        ports.stream().map(it -> "\"127.0.0.1:" + it + "\"").toList()))));
        return config.toString();
    }

    /** The names of the alerts that fire now. */
    Set<String> firing() {
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : get("/api/v1/alerts").path("data").path("alerts")) {
            if (alert.path("state").asText().equals("firing"))
                names.add(alert.path("labels").path("alertname").asText());
        }
        return names;
    }

    /** The names of all alerts that it knows. */
    Set<String> alerts() {
        Set<String> names = new TreeSet<>();
        for (JsonNode group : get("/api/v1/rules").path("data").path("groups")) {
            group.path("rules").forEach(it -> names.add(it.path("name").asText()));
        }
        return names;
    }

    /** One series of an answer: what distinguishes it, and its values; those that are no numbers are left out. */
    record Series(Map<String, String> labels, NavigableMap<Instant, Double> values) {}

    /** The answer to a query over a while, in steps. */
    List<Series> over(String query, Instant from, Instant to, Duration step) {
        JsonNode answer = get("/api/v1/query_range?start=" + from.getEpochSecond() + "&end=" + to.getEpochSecond()
                + "&step=" + step.toSeconds() + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        List<Series> all = new ArrayList<>();
        for (JsonNode series : answer.path("data").path("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.path("metric")
                    .properties()
                    .forEach(it -> labels.put(it.getKey(), it.getValue().asText()));
            NavigableMap<Instant, Double> values = new TreeMap<>();
            for (JsonNode point : series.path("values")) {
                String value = point.path(1).asText();
                if (!value.endsWith("Inf") && !value.equals("NaN"))
                    values.put(Instant.ofEpochSecond(point.path(0).asLong()), Double.valueOf(value));
            }
            if (!values.isEmpty()) all.add(new Series(labels, values));
        }
        return all;
    }

    private JsonNode get(String path) {
        return requests.get(URI.create(address() + path)).json();
    }

    private String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
