package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** Every query of the chart's dashboards has an answer once what it asks about has happened, in a real Prometheus. */
@ExtendWith(ClusterExtension.class)
class DashboardsIT {

    private static final Path DASHBOARDS = Path.of("../k8s/spark-all/files/dashboards");

    private final Cluster cluster;
    private final Calls calls;

    DashboardsIT(Cluster cluster) {
        this.cluster = cluster;
        this.calls = new Calls(cluster.addresses());
    }

    @Test
    void everyQueryHasAnAnswer() throws Exception {
        Path folder = Path.of("target/prometheus-dashboards").toAbsolutePath();
        Cluster.forget(folder);
        Map<String, String> queries = queries();
        try (Prometheus prometheus = new Prometheus(folder, cluster.metrics(), Optional.empty())) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        // Whatever a dashboard shows happens again and again: a rate needs two looks.
                        everythingHappens();
                        assertThat(unanswered(prometheus, queries)).isEmpty();
                    });
            Files.write(folder.resolve("answers.txt"), answers(prometheus, queries));
        }
    }

    private void everythingHappens() {
        Life life = new Life("ada", calls.subject("ada"), calls.integration(calls.register()));
        Person ada = new Person("ada");
        calls.grant(ada, life);
        Reply refreshed = life.integration.refresh(String.valueOf(life.refreshToken));
        assertThat(refreshed.status()).isEqualTo(200);
        calls.decide(life);
        // Refused: two scopes that exclude one another, a person nobody knows, a token that is none.
        ada.open(
                life.integration.authorizationRequest("spark:all spark:messages_read", "s", new CodeVerifier()),
                Calls.REDIRECT_URI);
        calls.unknownPerson();
        calls.unknownSession();
        life.integration.refresh("none");
        // Taken back.
        calls.withdraw("ada", String.valueOf(new ConsentRows(cluster).id(life)));
        // Failed.
        try (Cluster.Cut _ = cluster.cut("postgresql")) {
            life.integration.refresh(refreshed.text("refresh_token"));
        }
        try (Cluster.Cut _ = cluster.cut("consent-service")) {
            IntegrationClient integration = calls.integration(calls.register());
            URI request = integration.authorizationRequest("spark:all", "state-of-the-dashboards", new CodeVerifier());
            ada.open(request, Calls.REDIRECT_URI);
        }
    }

    /** The queries of all panels, by dashboard and title. */
    private static Map<String, String> queries() throws Exception {
        Map<String, String> queries = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(DASHBOARDS)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    String where =
                            file.getFileName() + ": " + panel.path("title").asText() + " "
                                    + target.path("refId").asText();
                    queries.put(where, target.path("expr").asText());
                }
            }
        }
        assertThat(queries).hasSizeGreaterThan(40);
        return queries;
    }

    private static List<String> unanswered(Prometheus prometheus, Map<String, String> queries) {
        List<String> without = new ArrayList<>();
        queries.forEach((where, query) -> {
            if (prometheus.series(query).orElse(0) == 0) without.add(where + ": " + query);
        });
        return without;
    }

    private static List<String> answers(Prometheus prometheus, Map<String, String> queries) {
        List<String> lines = new ArrayList<>();
        queries.forEach((where, query) ->
                lines.add(where + ": " + prometheus.series(query).orElse(0) + " series"));
        return lines;
    }
}
