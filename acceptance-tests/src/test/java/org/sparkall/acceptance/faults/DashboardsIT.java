package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.testing.DebianProgram;

/**
 * Every query of the chart's dashboards has an answer once what it asks about has happened, in a real Prometheus. The answers are drawn;
 * the documents' pictures are replaced by hand, when the dashboards have changed: {@code -Dscreenshots.keep=true}.
 */
@ExtendWith(ClusterExtension.class)
class DashboardsIT {

    private static final Path MADE = Path.of("target", "screenshots", "dashboards");
    private static final Path KEPT = Path.of("..", "docs", "images", "dashboards");
    private static final boolean KEEP = Boolean.getBoolean("screenshots.keep");
    /** What is kept shows more than a beginning. */
    private static final Duration LENGTH = KEEP ? Duration.ofMinutes(5) : Duration.ZERO;
    /** As often as Prometheus looks. */
    private static final Duration STEP = Duration.ofSeconds(1);

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
        List<Dashboard> dashboards = Dashboard.all();
        Map<String, String> queries = queries(dashboards);
        try (Prometheus prometheus = new Prometheus(folder, cluster.metrics(), Optional.empty())) {
            Instant began = Instant.now();
            Awaitility.await()
                    .atMost(LENGTH.plusMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .untilAsserted(() -> {
                        // Whatever a dashboard shows happens again and again: a rate needs two looks.
                        everythingHappens();
                        assertThat(unanswered(prometheus, queries, began)).isEmpty();
                        assertThat(Duration.between(began, Instant.now())).isGreaterThan(LENGTH);
                    });
            Files.write(folder.resolve("answers.txt"), answers(prometheus, queries, began));
            takePictures(dashboards, prometheus, began);
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
    private static Map<String, String> queries(List<Dashboard> dashboards) {
        Map<String, String> queries = new TreeMap<>();
        for (Dashboard dashboard : dashboards) {
            for (Dashboard.Panel panel : dashboard.panels()) {
                for (Dashboard.Query query : panel.queries()) {
                    queries.put(dashboard.name() + ": " + panel.title() + " " + query.id(), query.expression());
                }
            }
        }
        assertThat(queries).hasSizeGreaterThan(40);
        return queries;
    }

    /** Draws what the queries answered since then. */
    private static void takePictures(List<Dashboard> dashboards, Prometheus prometheus, Instant began)
            throws Exception {
        Path pictures = KEEP ? KEPT : MADE;
        Files.createDirectories(pictures);
        DashboardPicture picture = new DashboardPicture(prometheus, began, Instant.now());
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(DebianProgram.CHROMIUM.installed())
                                .setArgs(List.of("--no-sandbox", "--disable-lcd-text")))) {
            for (Dashboard dashboard : dashboards) {
                picture.take(dashboard, browser, pictures.resolve(dashboard.name() + ".png"));
            }
        }
        assertThat(picture.empty()).as("panels with nothing to show").isEmpty();
    }

    /** The queries that have had no answer since then that could be drawn: a share of nothing is no number. */
    private static List<String> unanswered(Prometheus prometheus, Map<String, String> queries, Instant began) {
        List<String> without = new ArrayList<>();
        queries.forEach((where, query) -> {
            if (prometheus.over(query, began, Instant.now(), STEP).isEmpty()) without.add(where + ": " + query);
        });
        return without;
    }

    private static List<String> answers(Prometheus prometheus, Map<String, String> queries, Instant began) {
        List<String> lines = new ArrayList<>();
        queries.forEach((where, query) -> lines.add(where + ": "
                + prometheus.over(query, began, Instant.now(), STEP).size() + " series"));
        return lines;
    }
}
