package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.trace.RecordedSpan;
import org.sparkall.localstack.trace.RecordedTraces;
import org.sparkall.localstack.trace.Trace;

/** A grant is one trace, from the integration's request to the last service that heard of it. */
class TraceIT {

    /** Exporters send every five seconds. */
    private static final Duration EXPORTED = Duration.ofSeconds(30);

    private static final Set<String> WAY = Set.of(
            "auth-service GET /v1/authorize",
            "auth-service grant resume",
            "consent-service POST /v1/consent-requests",
            "consent-service consent answer",
            "consent-service publish spark.consents.v1",
            "auth-service process spark.consents.v1 by ConsentChanges",
            "scope-policy-service process spark.consents.v1 by Consents",
            "consent-service GET /v1/consent-requests/{id}",
            "auth-service grant redeem",
            "auth-service publish spark.grants.v1");

    private static final String BEGINNING = "GET /v1/authorize";

    private final RecordedTraces traces = new RecordedTraces(Suite.traces(FILE.folder()));

    @Test
    void aGrantIsOneTraceThroughAllServicesAndKafka() throws IOException {
        grant("alice", registered("spark:all"), "spark:all");
        Awaitility.await()
                .atMost(EXPORTED)
                .untilAsserted(() -> assertThat(traces.newest(BEGINNING).map(TraceIT::steps))
                        .hasValueSatisfying(steps -> assertThat(steps).containsAll(WAY)));
        System.out.println(
                String.join("\n", traces.newest(BEGINNING).orElseThrow().tree()));
    }

    /** What a step asks other services belongs to it and not to the request that it came in, in all grants that were made here so far. */
    @Test
    void whatAStepAsksForIsPartOfItsGrant() throws IOException {
        long begin = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        for (int i = 0; i < 10; i++) grant("alice", registered("spark:all"), "spark:all");
        Awaitility.await()
                .atMost(EXPORTED)
                .until(() ->
                        requestsOfSteps().filter(it -> it.startNanos() >= begin).count() == 20);
        Set<String> requests = requestsOfSteps().map(RecordedSpan::spanId).collect(Collectors.toSet());
        assertThat(traces.spans())
                .filteredOn(it -> requests.contains(it.parentId()))
                .extracting(TraceIT::step)
                .isEmpty();
    }

    /** Codes, states and sealed flows travel in addresses; where somebody is and with which browser is nobody's business. */
    @Test
    void noSpanHoldsAQueryOrTellsOfThePerson() throws IOException {
        grant("bob", registered("spark:all"), "spark:all");
        Awaitility.await()
                .atMost(EXPORTED)
                .until(() -> traces.newest(BEGINNING)
                        .filter(it -> steps(it).contains("auth-service grant redeem"))
                        .isPresent());
        List<RecordedSpan> spans = traces.newest(BEGINNING).orElseThrow().spans();
        for (String redacted : List.of("url.query", "url.path", "client.address")) {
            assertThat(spans)
                    .extracting(it -> it.attributes().get(redacted))
                    .filteredOn(Objects::nonNull)
                    .isNotEmpty()
                    .allMatch("REDACTED"::equals);
        }
        assertThat(spans)
                .flatExtracting(it -> it.attributes().values())
                .noneMatch(it -> it.contains("?") && !it.endsWith("?REDACTED"))
                .noneMatch(it -> it.startsWith("Java-http-client"));
    }

    private Stream<RecordedSpan> requestsOfSteps() throws IOException {
        return traces.spans().stream()
                .filter(it ->
                        it.name().equals(BEGINNING + "/continue") && !it.links().isEmpty());
    }

    private static Set<String> steps(Trace trace) {
        return trace.spans().stream().map(TraceIT::step).collect(Collectors.toSet());
    }

    private static String step(RecordedSpan span) {
        String consumer = span.attributes().get("messaging.consumer.group.name");
        return span.service() + " " + span.name() + (consumer == null ? "" : " by " + consumer);
    }
}
