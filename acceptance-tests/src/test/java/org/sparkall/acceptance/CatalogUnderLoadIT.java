package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The catalog changes while 200 requests a second ask for decisions and a grant is refreshed again and again. */
class CatalogUnderLoadIT {

    private static final int PER_SECOND = 200;
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);

    private final Requests requests = new Requests();
    private final KeycloakAdmin realm = new KeycloakAdmin();
    private volatile boolean going = true;
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    /** For each catalog version the different answers that were seen under it. */
    private final Map<Integer, Set<String>> answers = new ConcurrentSkipListMap<>();

    @Test
    void noRequestFailsAndNoDecisionIsFromAHalfAppliedVersion() throws Exception {
        IntegrationClient integration = registered("spark:all");
        Granted granted = grant("bob", integration, "spark:all");
        String person = subject(granted);
        RunningSuite.awaitReason("granted_by_aggregate", person, "spark:messages_read", integration.clientId());
        try (CatalogChanges catalog = new CatalogChanges()) {
            String first = catalog.name("user", "first");
            String second = catalog.name("user", "second");
            String question = question(person, integration.clientId(), first, second);
            Thread asking = Thread.startVirtualThread(() -> askUntilTheEnd(question));
            Thread refreshing =
                    Thread.startVirtualThread(() -> refreshUntilTheEnd(integration, granted.refreshToken()));
            Thread.sleep(BETWEEN_CHANGES);
            long began = System.nanoTime();
            catalog.addTogether(first, second);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> realm.composite().containsAll(List.of(first, second)));
            Duration followed = Duration.ofNanos(System.nanoTime() - began);
            CatalogChanges.awaitEverywhere();
            Thread.sleep(BETWEEN_CHANGES);
            catalog.add("user", "third", true);
            CatalogChanges.awaitEverywhere();
            Thread.sleep(BETWEEN_CHANGES);
            going = false;
            asking.join();
            refreshing.join();
            System.out.printf(
                    "%d requests while the catalog changed; Keycloak's composite followed after %d ms%n",
                    asked.get(), followed.toMillis());
        }
        assertThat(errors).isEmpty();
        assertThat(asked.get()).isGreaterThan(3 * PER_SECOND * (int) BETWEEN_CHANGES.toSeconds() * 9 / 10);
        List<Set<String>> seen = new ArrayList<>(answers.values());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(3);
        assertThat(seen.getFirst()).containsExactly("unknown_action unknown_action granted_by_aggregate");
        for (Set<String> later : seen.subList(1, 3)) {
            assertThat(later).containsExactly("granted_by_aggregate granted_by_aggregate granted_by_aggregate");
        }
    }

    private void askUntilTheEnd(String question) {
        List<Thread> all = new ArrayList<>();
        long next = System.nanoTime();
        while (going) {
            all.add(Thread.startVirtualThread(() -> ask(question)));
            next += TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
        for (Thread thread : all) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ask(String question) {
        try {
            Reply reply = requests.send(Requests.json(AT.policy() + "/access/v1/evaluations", question)
                    .header("Authorization", "Bearer " + API.platformToken()));
            if (reply.status() != 200) {
                errors.add(reply.status() + " " + reply.body());
                return;
            }
            List<String> reasons = new ArrayList<>();
            Set<Integer> versions = new TreeSet<>();
            for (JsonNode evaluation : reply.json().path("evaluations")) {
                reasons.add(evaluation.path("context").path("reason").asText());
                versions.add(evaluation.path("context").path("catalog_version").asInt());
            }
            if (versions.size() != 1) errors.add("an answer from versions " + versions);
            versions.forEach(it -> answers.computeIfAbsent(it, version -> ConcurrentHashMap.newKeySet())
                    .add(String.join(" ", reasons)));
            asked.incrementAndGet();
        } catch (RuntimeException e) {
            errors.add(e.toString());
        }
    }

    private void refreshUntilTheEnd(IntegrationClient integration, String first) {
        String token = first;
        while (going) {
            Reply reply = integration.refresh(token);
            if (reply.status() != 200) {
                errors.add("refresh: " + reply.status() + " " + reply.text("error"));
                return;
            }
            token = reply.text("refresh_token");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static String question(String person, String clientId, String first, String second) {
        return """
                {"subject":{"type":"user","id":"%s"},"resource":{"type":"account","id":"%s"},
                 "context":{"client_id":"%s"},
                 "evaluations":[{"action":{"name":"%s"}},{"action":{"name":"%s"}},
                                {"action":{"name":"spark:messages_read"}}]}
                """.formatted(person, person, clientId, first, second);
    }
}
