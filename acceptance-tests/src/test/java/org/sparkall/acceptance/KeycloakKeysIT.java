package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.status;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.suite.ServiceSettings;

/** The keys that Keycloak signs with change, and tokens come that name keys nobody knows. */
class KeycloakKeysIT {

    /** Operations, and who may use them. */
    private static final Map<String, String> APIS = Map.of(
            AT.auth() + "/v1/integrations", "dev",
            AT.consent() + "/v1/consents", "ada",
            AT.policy() + "/v1/scopes/spark:messages_read", "ada");

    /** As long as a service does not ask for keys again. */
    private static final Duration AT_MOST = Duration.ofSeconds(15);

    /** Even when somebody has just made the services ask for keys, with a token that names one nobody has. */
    @Test
    void aNewKeyCountsAtOnce() throws Exception {
        for (String api : APIS.keySet()) assertThat(status(api, ofUnknownKey())).isEqualTo(401);
        String before = kid(KEYCLOAK.tokenOf("dev"));
        try (KeycloakAdmin admin = new KeycloakAdmin()) {
            admin.create("/components", """
                    {"name": "rotated", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                     "config": {"priority": ["1000"], "enabled": ["true"], "active": ["true"], "algorithm": ["RS256"]}}""");
            assertThat(kid(KEYCLOAK.tokenOf("dev"))).isNotEqualTo(before);
            await().atMost(AT_MOST)
                    .untilAsserted(() -> APIS.forEach((api, person) -> assertThat(status(api, KEYCLOAK.tokenOf(person)))
                            .as(api)
                            .isEqualTo(200)));
        }
        APIS.forEach((api, person) ->
                assertThat(status(api, KEYCLOAK.tokenOf(person))).as(api).isEqualTo(200));
    }

    /** Who sends what nobody signed costs Keycloak nothing: it is not asked about it. */
    @Test
    void keycloakIsNotAskedAboutForgeries() throws Exception {
        LogTail tail = new LogTail();
        for (String api : APIS.keySet()) {
            for (String token : List.of(ofUnknownKey(), UUID.randomUUID().toString(), "a.b.c", "x".repeat(4_000))) {
                assertThat(status(api, token)).as(api).isEqualTo(401);
            }
        }
        for (String service : ServiceSettings.SERVICES) {
            assertThat(tail.of(service)).as(service).noneMatch(it -> it.contains("introspect"));
        }
    }

    private static String ofUnknownKey() throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(UUID.randomUUID().toString())
                        .build(),
                SignedJWT.parse(KEYCLOAK.tokenOf("dev")).getJWTClaimsSet());
        token.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return token.serialize();
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }
}
