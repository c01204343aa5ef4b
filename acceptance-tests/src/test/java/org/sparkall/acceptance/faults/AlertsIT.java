package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkall.localstack.journey.Person;

/**
 * Each alert of the chart fires in a real Prometheus when what it speaks of happens, and ends when it is over. Only the alerts' patience is
 * shorter here: what is asked for and from which value on is the chart's.
 */
@ExtendWith(ClusterExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {

    private static final Path CHART = Path.of("../k8s/spark-all/files/alerts.yaml");
    private static final Path FOLDER = Path.of("target/prometheus").toAbsolutePath();

    private final Cluster cluster;
    private final Calls calls;
    private final Set<String> seen = new TreeSet<>();
    private final Prometheus prometheus;

    AlertsIT(Cluster cluster) throws Exception {
        this.cluster = cluster;
        this.calls = new Calls(cluster.addresses());
        Cluster.forget(FOLDER);
        Files.createDirectories(FOLDER);
        Path rules = FOLDER.resolve("alerts.yaml");
        Files.writeString(rules, impatient(Files.readString(CHART)));
        this.prometheus = new Prometheus(FOLDER, cluster.metrics(), Optional.of(rules));
    }

    /** Windows of minutes become seconds. */
    private static String impatient(String rules) {
        return rules.replaceAll("\\[\\d+m]", "[15s]").replaceAll("(?m)^( +for:) \\d+m$", "$1 2s");
    }

    @BeforeAll
    void nothingFiresWhileAllIsWell() {
        grants();
        soon().until(() -> prometheus.firing().isEmpty());
    }

    @AfterAll
    void everyAlertWasSeen() {
        Set<String> all = prometheus.alerts();
        prometheus.close();
        assertThat(all).isNotEmpty().isEqualTo(seen);
    }

    @Test
    void aReplicaAndAServiceThatAreNotThere() throws Exception {
        String second = Cluster.replica("scope-policy-service");
        cluster.kill(second);
        fires("SparkReplicaDown");
        assertThat(prometheus.firing()).doesNotContain("SparkServiceDown");
        cluster.kill("scope-policy-service");
        fires("SparkServiceDown");
        cluster.begin("scope-policy-service");
        cluster.begin(second);
        ends("SparkReplicaDown", "SparkServiceDown");
    }

    @Test
    void requestsAndGrantsThatFail() throws Exception {
        Life life = grants();
        try (Cluster.Cut _ = cluster.cut("postgresql")) {
            fires("SparkErrors", () -> life.integration.refresh(String.valueOf(life.refreshToken)));
        }
        Person ada = new Person("ada");
        soon().ignoreExceptions().untilAsserted(() -> calls.grant(ada, life));
        URI request = life.integration.authorizationRequest("spark:all", "state-of-the-alerts", new CodeVerifier());
        try (Cluster.Cut _ = cluster.cut("consent-service")) {
            fires("SparkGrantsFail", () -> ada.open(request, Calls.REDIRECT_URI));
        }
        ends("SparkErrors", "SparkGrantsFail");
    }

    @Test
    void slowRequests() {
        cluster.proxy("postgresql").delay(Duration.ofMillis(700));
        try {
            fires("SparkSlow", () -> calls.consents("ada"));
        } finally {
            cluster.proxy("postgresql").heal();
        }
        ends("SparkSlow");
    }

    @Test
    void eventsThatWaitAndKnowledgeThatAges() {
        try (Cluster.Cut _ = cluster.cut("kafka")) {
            calls.register();
            fires("SparkEventsWait");
            fires("SparkKnowledgeStale");
        }
        ends("SparkEventsWait", "SparkKnowledgeStale");
    }

    @Test
    void eventsThatNobodyCanRead() throws Exception {
        Poison.spill(cluster);
        fires("SparkEventsUnreadable");
        ends("SparkEventsUnreadable");
    }

    @Test
    void aRealmThatDoesNotFollow() {
        // Their token is kept: Keycloak gives none while it is away.
        calls.subject("ops");
        try (Cluster.Cut _ = cluster.cut("keycloak")) {
            calls.changeCatalog("Nachrichten " + System.nanoTime());
            fires("SparkRealmDrifts");
        }
        ends("SparkRealmDrifts");
    }

    /** A grant; what the test before cut off may not have been noticed to be back yet. */
    private Life grants() {
        AtomicReference<Life> granted = new AtomicReference<>();
        soon().ignoreExceptions().untilAsserted(() -> {
            Life life = new Life("ada", calls.subject("ada"), calls.integration(calls.register()));
            calls.grant(new Person("ada"), life);
            granted.set(life);
        });
        return granted.get();
    }

    private void fires(String alert) {
        fires(alert, () -> null);
    }

    /** @param cause what goes wrong each time; that it does is the point */
    private void fires(String alert, Callable<?> cause) {
        soon().ignoreExceptions().until(() -> {
            cause.call();
            return prometheus.firing().contains(alert);
        });
        seen.add(alert);
    }

    private void ends(String... alerts) {
        soon().until(() -> prometheus.firing().stream().noneMatch(List.of(alerts)::contains));
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }
}
