package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.changeAuth;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** The life of a grant: tokens, refresh, reuse, withdrawal. */
class GrantLifeIT {

    @Test
    void theAccessTokenCarriesTheExpansionAndTheAnswerSaysTheAggregate() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        JWTClaimsSet claims = RunningSuite.claims(granted.accessToken());
        assertThat(claims.getStringClaim("org")).isEqualTo("acme");
        List<String> scope = List.of(claims.getStringClaim("scope").split(" "));
        assertThat(scope).hasSize(43).startsWith("spark:all").contains("spark:messages_read");
        assertThat(scope).noneMatch(it -> it.contains("admin") || it.contains("compliance"));
        assertThat(granted.tokens().path("scope").asText()).isEqualTo("spark:all");
    }

    @Test
    void keycloakAskedDirectlyMapsTheAggregateToExactlyTheUserScopes() throws Exception {
        String token = RunningSuite.KEYCLOAK.tokenOf("alice", "spark:all");
        @SuppressWarnings("unchecked")
        Map<String, List<String>> access = (Map<String, List<String>>)
                SignedJWT.parse(token).getJWTClaimsSet().getClaim("realm_access");
        Set<String> userScopes = new TreeSet<>();
        RunningSuite.REQUESTS
                .get(URI.create(AT.policy() + "/v1/scopes?kind=user"))
                .json()
                .path("scopes")
                .forEach(it -> userScopes.add(it.path("name").asText()));
        assertThat(userScopes).hasSize(42);
        assertThat(new TreeSet<>(access.get("roles"))).isEqualTo(userScopes);
    }

    @Test
    void onlyAnIntegrationThatMayRefreshIsGivenARefreshToken() {
        IntegrationClient integration = registered(Map.of("grant_types", List.of("authorization_code")), "spark:all");
        Granted granted = grant("alice", integration, "spark:all");
        assertThat(granted.tokens().has("access_token")).isTrue();
        assertThat(granted.tokens().has("refresh_token")).isFalse();
        assertThat(granted.tokens().has("refresh_token_expires_in")).isFalse();
    }

    /** RFC 6749 section 4.1.2. */
    @Test
    void aCodeThatHasExpiredIsWorthNothing() {
        IntegrationClient integration = registered("spark:all");
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        String code = code(alice, integration.authorizationRequest("spark:all", STATE, verifier));
        changeAuth(
                "UPDATE authorization_code SET expires_at = now() - interval '1 second' WHERE client_id = ?",
                integration.clientId());
        assertRefused(integration.redeem(code, verifier), 400, "invalid_grant");
    }

    @Test
    void decliningIsAccessDenied() {
        IntegrationClient integration = registered("spark:all");
        Person bob = new Person("bob");
        Document page = consentPage(bob, integration.authorizationRequest("spark:all", STATE, new CodeVerifier()));
        assertThat(back(bob.decline(page, REDIRECT_URI)))
                .containsEntry("error", "access_denied")
                .containsEntry("state", STATE)
                .containsEntry("iss", AT.auth());
    }

    @Test
    void aStandingConsentNeedsNoPage() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        CodeVerifier verifier = new CodeVerifier();
        URI again = granted.integration().authorizationRequest("spark:messages_read", STATE, verifier);
        String code = back(new Person("alice").open(again, REDIRECT_URI)).get("code");
        assertThat(granted.integration().redeem(code, verifier).text("scope")).isEqualTo("spark:messages_read");
    }

    @Test
    void aQuestionCanBeAnsweredOnlyOnce() {
        IntegrationClient integration = registered("spark:all");
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all", STATE, new CodeVerifier()));
        assertThat(back(alice.decline(page, REDIRECT_URI))).containsEntry("error", "access_denied");
        // Going back and accepting after all changes nothing: the first answer counts.
        assertThat(back(alice.accept(page, List.of(), REDIRECT_URI))).containsEntry("error", "access_denied");
    }

    @Test
    void aFormThatDoesNotComeFromThePageIsRefused() {
        IntegrationClient integration = registered("spark:all");
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all", STATE, new CodeVerifier()));
        page.select("input[name=csrf-token]").attr("value", "forged");
        assertThat(alice.accept(page, List.of(), REDIRECT_URI))
                .isInstanceOfSatisfying(
                        Person.Arrival.AtError.class,
                        it -> assertThat(it.status()).isEqualTo(400));
        Reply consents = API.consents("alice");
        assertThat(consents.status()).isEqualTo(200);
        assertThat(consents.body()).doesNotContain(integration.clientId());
    }

    @Test
    void aQuestionToOnePersonCannotBeAnsweredByAnother() {
        IntegrationClient integration = registered("spark:all");
        URI request = integration.authorizationRequest("spark:all", STATE, new CodeVerifier());
        Document page = consentPage(new Person("alice"), request);
        Person bob = new Person("bob");
        assertThat(bob.open(URI.create(page.location()), REDIRECT_URI))
                .isInstanceOfSatisfying(
                        Person.Arrival.AtError.class,
                        it -> assertThat(it.status()).isEqualTo(403));
    }

    @Test
    void refreshingRotatesAndTheSameRequestAgainGetsTheSameSuccessor() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        Reply first = integration.refresh(granted.refreshToken());
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("refresh_token")).isNotEqualTo(granted.refreshToken());
        // The answer was lost on its way, say, and the integration asks again.
        Reply again = integration.refresh(granted.refreshToken());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("refresh_token")).isEqualTo(first.text("refresh_token"));
    }

    @Test
    void usingAnOldRefreshTokenAfterItsSuccessorEndsTheGrant() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        Reply second = integration.refresh(granted.refreshToken());
        Reply third = integration.refresh(second.text("refresh_token"));
        assertThat(third.status()).isEqualTo(200);
        assertInvalidGrant(integration.refresh(granted.refreshToken()));
        assertInvalidGrant(integration.refresh(third.text("refresh_token")));
        assertThat(integration
                        .introspect(third.text("access_token"))
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void refreshingCanNarrowButNeverWiden() {
        Granted granted = grant("alice", registered("spark:all"), "spark:messages_read spark:rooms_read");
        IntegrationClient integration = granted.integration();
        Reply wider = integration.token(
                Map.of("grant_type", "refresh_token", "refresh_token", granted.refreshToken(), "scope", "spark:all"));
        assertThat(wider.text("error")).isEqualTo("invalid_scope");
        Reply narrower = integration.token(Map.of(
                "grant_type", "refresh_token", "refresh_token", granted.refreshToken(), "scope", "spark:rooms_read"));
        assertThat(narrower.text("scope")).isEqualTo("spark:rooms_read");
    }

    @Test
    void usingACodeTwiceEndsTheGrantAndItsTokens() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        assertThat(integration
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertInvalidGrant(integration.redeem(granted.code(), granted.verifier()));
        assertInvalidGrant(integration.refresh(granted.refreshToken()));
        assertThat(integration
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void aCodeIsWorthlessWithAnotherVerifierOrToAnotherClient() {
        IntegrationClient integration = registered("spark:all");
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all", STATE, verifier));
        String code = back(alice.accept(page, List.of(), REDIRECT_URI)).get("code");
        assertInvalidGrant(integration.redeem(code, new CodeVerifier()));
        assertInvalidGrant(registered("spark:all").redeem(code, verifier));
        assertThat(integration.redeem(code, verifier).status()).isEqualTo(200);
    }

    @Test
    void withdrawalEndsRefreshIntrospectionAndDecisionsWithinASecond() {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        IntegrationClient integration = granted.integration();
        String person = subject(granted);
        awaitReason("granted_by_aggregate", person, "spark:messages_read", integration.clientId());
        String consent = consentId("bob", integration.clientId());
        String platform = API.platformToken();
        assertThat(platform).isNotEmpty();
        assertThat(API.withdraw("bob", consent).status()).isEqualTo(204);
        Instant withdrawn = Instant.now();
        awaitReason("consent_withdrawn", person, "spark:messages_read", integration.clientId());
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !integration
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean());
        Duration delay = Duration.between(withdrawn, Instant.now());
        System.out.println("withdrawal reached decisions and introspection after " + delay.toMillis() + " ms");
        assertInvalidGrant(integration.refresh(granted.refreshToken()));
        assertThat(delay).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void somebodyElsesConsentCannotBeWithdrawn() {
        Granted granted = grant("bob", registered("spark:all"), "spark:all");
        String consent = consentId("bob", granted.integration().clientId());
        assertThat(API.withdraw("alice", consent).status()).isEqualTo(404);
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(200);
        // ada administers bob's organization.
        assertThat(API.withdraw("ada", consent).status()).isEqualTo(204);
    }

    @Test
    void revokingATokenEndsItsGrant() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        assertThat(granted.integration().revoke(granted.refreshToken()).status())
                .isEqualTo(200);
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void anIntegrationSpeaksForItselfWithoutAnyScope() {
        IntegrationClient integration = registered("spark:all");
        Reply own = integration.token(Map.of("grant_type", "client_credentials"));
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.json().has("scope")).isFalse();
        assertThat(own.json().has("refresh_token")).isFalse();
        assertThat(integration
                        .token(Map.of("grant_type", "client_credentials", "scope", "spark:all"))
                        .text("error"))
                .isEqualTo("invalid_scope");
    }

    private static void assertInvalidGrant(Reply reply) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_grant");
    }
}
