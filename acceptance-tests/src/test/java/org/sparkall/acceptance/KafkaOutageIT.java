package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.kafka.KafkaBroker;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Suite;

/** Kafka is stopped: decisions go on and say how old their knowledge is, and turn to no where that is too old. */
class KafkaOutageIT {

    private static final String READ = "spark:messages_read";
    private static final long BOUND_SECONDS = 8;

    @Test
    void decisionsGoOnWithoutKafkaUntilTheirKnowledgeIsTooOld() throws Exception {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        String client = granted.integration().clientId();
        String person = subject(granted);
        String consent = consentId("bob", client);
        Suite suite = FILE.suite();
        try (SuiteService strict = suite.settings()
                .anotherPolicyService(
                        "policy-strict",
                        Ports.free(),
                        "policy",
                        Map.of("SPARKALL_DECISION_MAX_STALENESS", "PT" + BOUND_SECONDS + "S"))) {
            strict.start();
            awaitReason("granted_by_aggregate", person, READ, client);
            assertThat(reasonAt(strict, person, client)).isEqualTo("granted_by_aggregate");
            assertThat(staleness(API.decide(person, READ, client))).isLessThanOrEqualTo(4);

            ProcessHandle broker = ProcessHandle.of(FILE.pids().get("kafka")).orElseThrow();
            KafkaBroker reborn = suite.kafka();
            Granted meanwhile;
            try {
                broker.destroy();
                broker.onExit().get();
                await(60).until(() -> reasonAt(strict, person, client).equals("inputs_stale"));
                assertThat(obligations(ask(strict, person, client)))
                        .isEqualTo("[{\"id\":\"cache\",\"max_age_seconds\":0}]");
                // The suite's own service has the usual bound.
                Reply decision = API.decide(person, READ, client);
                assertThat(reason(decision)).isEqualTo("granted_by_aggregate");
                assertThat(staleness(decision)).isGreaterThanOrEqualTo(BOUND_SECONDS - 2);
                assertThat(metric(AT.policy())).isGreaterThanOrEqualTo(BOUND_SECONDS - 2);
                long later = staleness(decision) + 3;
                await(20).until(() -> staleness(API.decide(person, READ, client)) >= later);
                assertThat(ready(AT.policy())).isEqualTo(200);
                assertThat(ready(strict.address())).isEqualTo(200);
                assertThat(ready(AT.auth())).isEqualTo(200);
                assertThat(ready(AT.consent())).isEqualTo(200);
                // People go on granting; what that says waits in the outbox.
                meanwhile = grant("alice", registered("spark:all"), "spark:all");
                assertThat(API.withdraw("bob", consent).status()).isEqualTo(204);
            } finally {
                reborn.start();
                FILE.remember(reborn.process().orElseThrow());
            }
            awaitWithin(
                    60,
                    "granted_by_aggregate",
                    subject(meanwhile),
                    meanwhile.integration().clientId());
            await(60).until(() -> reason(API.decide(person, READ, client)).equals("consent_withdrawn"));
            await(60).until(() -> reasonAt(strict, person, client).equals("consent_withdrawn"));
            await(30).until(() -> staleness(API.decide(person, READ, client)) <= 3);
            await(30).until(() -> metric(AT.policy()) <= 4);
        }
        // The tests after this one find every service at work again.
        for (String service : new String[] {AT.auth(), AT.policy(), AT.consent()}) {
            await(60).until(() -> ready(service) == 200);
        }
        Granted another = grant("bob", registered("spark:all"), "spark:all");
        awaitWithin(
                60,
                "granted_by_aggregate",
                subject(another),
                another.integration().clientId());
    }

    private static void awaitWithin(int seconds, String reason, String person, String client) {
        await(seconds).until(() -> reason(API.decide(person, READ, client)).equals(reason));
    }

    private static ConditionFactory await(int seconds) {
        return Awaitility.await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(200));
    }

    private static Reply ask(SuiteService policy, String person, String client) {
        return API.accessAt(policy.address(), "/access/v1/evaluation", """
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},
                 "resource":{"type":"account","id":"%s"},"context":{"client_id":"%s"}}
                """.formatted(person, READ, person, client));
    }

    private static String reasonAt(SuiteService policy, String person, String client) {
        return reason(ask(policy, person, client));
    }

    private static String obligations(Reply decision) {
        return decision.json().path("context").path("obligations").toString();
    }

    private static long staleness(Reply decision) {
        JsonNode seconds = decision.json().path("context").path("staleness_seconds");
        assertThat(seconds.isIntegralNumber()).as(decision.body()).isTrue();
        return seconds.asLong();
    }

    private static int ready(String service) {
        return REQUESTS.get(URI.create(service + "/q/health/ready")).status();
    }

    private static double metric(String service) {
        return REQUESTS.get(URI.create(service + "/q/metrics"))
                .body()
                .lines()
                .filter(it -> it.startsWith("sparkall_read_model_staleness_seconds"))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
