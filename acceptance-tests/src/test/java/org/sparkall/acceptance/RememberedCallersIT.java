package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.status;

import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Requests;

/** Services remember for a while whom a bearer token stands for: no longer than it is good, and for nothing else. */
class RememberedCallersIT {

    private static final List<String> APIS =
            List.of(AT.policy() + "/v1/scopes/spark:messages_read", AT.consent() + "/v1/consents");

    /** Keycloak's times are whole seconds. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    @Test
    void aTokenThatRanOutIsRefusedHoweverOftenItWasTakenBefore() throws Exception {
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            String client = "short-lived";
            admin.create("/clients", """
                    {"clientId": "%s", "publicClient": true, "directAccessGrantsEnabled": true,
                     "attributes": {"access.token.lifespan": "6"},
                     "defaultClientScopes": ["basic", "roles", "spark-suite-roles", "organization", "spark-organizations", "spark-audiences"]}""".formatted(client));
            String token = token(client);
            Instant end =
                    SignedJWT.parse(token).getJWTClaimsSet().getExpirationTime().toInstant();
            while (Instant.now().isBefore(end.minusSeconds(1))) {
                for (String api : APIS) assertThat(status(api, token)).as(api).isEqualTo(200);
            }
            await().atMost(Duration.between(Instant.now(), end.plus(ROUNDING))).untilAsserted(() -> {
                for (String api : APIS) assertThat(status(api, token)).as(api).isEqualTo(401);
            });
        }
    }

    @Test
    void whatDiffersFromAKnownTokenInOneCharacterIsUnknown() {
        String token = KEYCLOAK.tokenOf("ada");
        for (String api : APIS) {
            assertThat(status(api, token)).as(api).isEqualTo(200);
            int at = token.lastIndexOf('.') + 10;
            String other = token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
            assertThat(status(api, other)).as(api).isEqualTo(401);
            assertThat(status(api, token)).as(api).isEqualTo(200);
        }
    }

    /** Pages take no bearer tokens, known or not: whoever comes with one is sent to sign in like anybody else. */
    @Test
    void aKnownTokenOpensNoPage() {
        String token = KEYCLOAK.tokenOf("ada");
        assertThat(status(AT.consent() + "/v1/consents", token)).isEqualTo(200);
        assertThat(status(AT.consent() + "/apps", token)).isEqualTo(302);
    }

    private static String token(String client) {
        return REQUESTS.send(Requests.form(
                        AT.keycloak() + "/realms/spark/protocol/openid-connect/token",
                        Map.of("grant_type", "password", "client_id", client, "username", "ada", "password", "ada")))
                .text("access_token");
    }
}
