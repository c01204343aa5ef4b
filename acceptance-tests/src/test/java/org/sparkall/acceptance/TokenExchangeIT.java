package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.claims;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** Token exchange (RFC 8693), by which an integration narrows a token of its own. */
class TokenExchangeIT {

    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    @Test
    void fullAccessIsNarrowedToOneScopeInTheSameGrant() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply reply = granted.integration().exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.text("issued_token_type")).isEqualTo(ACCESS_TOKEN);
        assertThat(reply.text("token_type")).isEqualToIgnoringCase("Bearer");
        assertThat(reply.text("scope")).isEqualTo("spark:messages_read");
        assertThat(reply.json().has("refresh_token")).isFalse();

        String narrow = reply.text("access_token");
        SignedJWT token = SignedJWT.parse(narrow);
        JWKSet keys = JWKSet.load(URI.create(AT.auth() + "/v1/jwks").toURL());
        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        JWTClaimsSet before = claims(granted.accessToken());
        JWTClaimsSet after = claims(narrow);
        assertThat(after.getStringClaim("scope")).isEqualTo("spark:messages_read");
        assertThat(after.getStringClaim("grant_id")).isEqualTo(before.getStringClaim("grant_id"));
        assertThat(after.getSubject()).isEqualTo(before.getSubject());
        assertThat(after.getAudience()).isEqualTo(before.getAudience());
        assertThat(after.getExpirationTime()).isEqualTo(before.getExpirationTime());
        assertThat(API.decideByToken("spark:messages_read", narrow)
                        .json()
                        .path("decision")
                        .asBoolean())
                .isTrue();
        assertThat(API.decideByToken("spark:rooms_read", narrow)
                        .json()
                        .path("decision")
                        .asBoolean())
                .isFalse();
        assertThat(API.decideByToken("spark:rooms_read", granted.accessToken())
                        .json()
                        .path("decision")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aNarrowedTokenMayBeForAnotherResourceServer() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Map<String, String> wanted = Map.of("scope", "spark:messages_read", "audience", "https://api.example.com");
        String narrow =
                granted.integration().exchange(granted.accessToken(), wanted).text("access_token");
        assertThat(claims(narrow).getAudience()).containsExactly("https://api.example.com");
        assertThat(isActive(granted.integration(), narrow)).isTrue();
        String byResource = granted.integration()
                .exchange(granted.accessToken(), Map.of("resource", "https://files.example.com"))
                .text("access_token");
        assertThat(claims(byResource).getAudience()).containsExactly("https://files.example.com");
        assertRefused(
                granted.integration().exchange(granted.accessToken(), Map.of("audience", "https://evil.example")),
                400,
                "invalid_target");
    }

    /** A resource server that was shown a public client's bearer token could ask in the client's name. */
    @Test
    void aTokenThatAnybodyCouldShowStaysWithItsAudience() throws Exception {
        IntegrationClient app =
                registered(Map.of("client_type", "public"), "spark:all").with(ClientProof.none());
        Granted granted = grant("alice", app, "spark:all");
        assertRefused(
                app.exchange(granted.accessToken(), Map.of("audience", "https://api.example.com")),
                400,
                "invalid_target");
        Reply narrow = app.exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"));
        assertThat(narrow.status()).as(narrow.body()).isEqualTo(200);
        assertThat(claims(narrow.text("access_token")).getAudience())
                .isEqualTo(claims(granted.accessToken()).getAudience());
    }

    @Test
    void moreThanTheTokenHoldsIsRefused() {
        Granted granted = grant("alice", registered("spark:all", ADD_ON), "spark:all");
        IntegrationClient integration = granted.integration();
        assertRefused(integration.exchange(granted.accessToken(), Map.of("scope", ADD_ON)), 400, "invalid_scope");
        assertRefused(
                integration.exchange(granted.accessToken(), Map.of("scope", "spark:no_such")), 400, "invalid_scope");
        String narrow = integration
                .exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"))
                .text("access_token");
        assertRefused(integration.exchange(narrow, Map.of("scope", "spark:all")), 400, "invalid_scope");
        assertRefused(
                integration.exchange(narrow, Map.of("scope", "spark:messages_read spark:rooms_read")),
                400,
                "invalid_scope");
        assertThat(integration.exchange(narrow, Map.of()).text("scope")).isEqualTo("spark:messages_read");
    }

    @Test
    void aNarrowedTokenNeverLivesLongerThanTheOneThatWasShown() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Date end = claims(granted.accessToken()).getExpirationTime();
        Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        Reply reply = granted.integration()
                .exchange(granted.accessToken(), Map.of("expires_in", "999999", "exp", "9999999999"));
        assertThat(claims(reply.text("access_token")).getExpirationTime()).isEqualTo(end);
        long left = Duration.between(Instant.now(), end.toInstant()).toSeconds();
        assertThat(reply.json().path("expires_in").asLong()).isBetween(left - 2, left + 1);
    }

    @Test
    void anotherClientsTokenOrNoTokenAtAllIsNotExchanged() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient another = registered("spark:all");
        assertRefused(another.exchange(granted.accessToken(), Map.of()), 400, "invalid_request");
        IntegrationClient own = granted.integration();
        assertRefused(own.exchange(granted.refreshToken(), Map.of()), 400, "invalid_request");
        assertRefused(own.exchange(granted.accessToken() + "x", Map.of()), 400, "invalid_request");
        String itself = own.token(Map.of("grant_type", "client_credentials")).text("access_token");
        assertRefused(own.exchange(itself, Map.of()), 400, "invalid_request");
        Map<String, String> refresh = Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token");
        assertRefused(own.exchange(granted.accessToken(), refresh), 400, "invalid_request");
        Map<String, String> actor = Map.of("actor_token", granted.accessToken(), "actor_token_type", ACCESS_TOKEN);
        assertRefused(own.exchange(granted.accessToken(), actor), 400, "invalid_request");
        IntegrationClient without = registered(Map.of("grant_types", List.of("authorization_code")), "spark:all");
        assertRefused(without.exchange(granted.accessToken(), Map.of()), 400, "unauthorized_client");
    }

    @Test
    void withdrawalEndsANarrowedTokenToo() {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        String narrow = integration
                .exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"))
                .text("access_token");
        assertThat(isActive(integration, narrow)).isTrue();
        assertThat(API.withdraw("bob", consentId("bob", integration.clientId())).status())
                .isEqualTo(204);
        Awaitility.await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(isActive(integration, narrow)).isFalse();
            assertThat(API.decideByToken("spark:messages_read", narrow)
                            .json()
                            .path("decision")
                            .asBoolean(true))
                    .isFalse();
        });
        assertRefused(integration.exchange(granted.accessToken(), Map.of()), 400, "invalid_request");
    }

    @Test
    void narrowingIsToldAsAnEventOfTheSameGrant() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        granted.integration().exchange(granted.accessToken(), Map.of("scope", "spark:messages_read"));
        String grantId = claims(granted.accessToken()).getStringClaim("grant_id");
        List<String> types = GrantEvents.of(grantId, 2);
        assertThat(types).containsExactly("grant.opened [spark:all]", "token.narrowed [spark:messages_read]");
    }
}
