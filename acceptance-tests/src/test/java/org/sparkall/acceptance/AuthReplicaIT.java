package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.service.SuiteService;

/** Two replicas of auth-service: what one of them changes, the other one goes by. */
class AuthReplicaIT {

    /** PostgreSQL tells within milliseconds; a busy machine is given more. Copies kept for a time alone would last longer. */
    private static final Duration SOON = Duration.ofMillis(900);

    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @Test
    void whatIsKeptInMemoryIsForgottenWhenAnotherReplicaChangesIt() throws InterruptedException {
        Reply made = API.register("""
                {"name": "Kept", "redirect_uris": ["http://localhost:9/callback"], "scopes": ["spark:all"]}
                """);
        String old = made.text("client_secret");
        try (SuiteService replica =
                FILE.suite().settings().another("auth-service", "auth-service-replica", Ports.free(), Map.of())) {
            replica.start();
            // Its own heartbeat has come back by then, and it keeps what it reads.
            Thread.sleep(2_000);
            assertThat(token(replica, made, old)).isEqualTo(200);

            String dev = KEYCLOAK.tokenOf("dev");
            Reply rotated =
                    REQUESTS.send(Requests.json(AT.auth() + "/v1/integrations/" + made.text("id") + "/secret", "")
                            .header("Authorization", "Bearer " + dev));
            String next = rotated.text("client_secret");
            await().atMost(SOON).until(() -> token(replica, made, old) == 401);
            assertThat(token(replica, made, next)).isEqualTo(200);

            Reply deleted = API.deleteIntegration(made.text("id"));
            assertThat(deleted.status()).isEqualTo(204);
            await().atMost(SOON).until(() -> token(replica, made, next) == 401);
        }
    }

    private static int token(SuiteService replica, Reply integration, String secret) {
        String basic = Base64.getEncoder()
                .encodeToString((integration.text("client_id") + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return REQUESTS.send(Requests.form(replica.address() + "/v1/access_token", OWN)
                        .header("Authorization", "Basic " + basic))
                .status();
    }
}
