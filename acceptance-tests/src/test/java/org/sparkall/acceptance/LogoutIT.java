package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Requests;

/** Logout: asked for by an integration, told by Keycloak, passed on to integrations. */
class LogoutIT {

    private static final String RETURN_URI = "http://localhost:9/signed-out";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Person alice = new Person("alice");

    @Test
    void anIntegrationWithAnIdTokenOfTheSessionEndsItWithoutAQuestion() {
        IntegrationClient integration = registered("");
        JsonNode tokens = signIn(integration, "openid");
        Map<String, String> returned = back(alice.open(
                logout(Map.of(
                        "id_token_hint",
                        tokens.path("id_token").asText(),
                        "post_logout_redirect_uri",
                        RETURN_URI,
                        "state",
                        "a b&c")),
                RETURN_URI));
        assertThat(returned).containsExactly(Map.entry("state", "a b&c"));
        assertThat(isSignedIn(integration)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void anIntegrationIsToldOfALogoutWithATokenThatVerifiesAsItsIdTokensDo(String algorithm) throws Exception {
        try (LogoutReceiver receiver = new LogoutReceiver(0)) {
            IntegrationClient integration = registered(receiver.address(), algorithm);
            JsonNode tokens = signIn(integration, "openid");
            SignedJWT idToken = SignedJWT.parse(tokens.path("id_token").asText());
            assertThat(idToken.getHeader().getAlgorithm()).hasToString(algorithm);
            endSession(tokens);
            SignedJWT told = await(receiver, 1).getFirst();
            JWKSet keys = JWKSet.load(URI.create(AT.auth() + "/v1/jwks").toURL());
            var claims = new LogoutTokenValidator(
                            new Issuer(AT.auth()),
                            new ClientID(integration.clientId()),
                            JWSAlgorithm.parse(algorithm),
                            keys)
                    .validate(told);
            assertThat(told.getHeader().getType()).hasToString("logout+jwt");
            assertThat(claims.getSessionID().getValue())
                    .isEqualTo(idToken.getJWTClaimsSet().getStringClaim("sid"));
            assertThat(claims.getSubject().getValue())
                    .isEqualTo(idToken.getJWTClaimsSet().getSubject());
            assertThat(told.getJWTClaimsSet().getClaims()).doesNotContainKey("nonce");
        }
    }

    @Test
    void anIntegrationThatFailsIsToldAgainWithTheSameIdentifier() throws Exception {
        try (LogoutReceiver receiver = new LogoutReceiver(1)) {
            endSession(signIn(registered(receiver.address()), "openid"));
            List<SignedJWT> told = await(receiver, 2);
            assertThat(told.get(0).getJWTClaimsSet().getJWTID())
                    .isEqualTo(told.get(1).getJWTClaimsSet().getJWTID());
        }
    }

    @Test
    void aGrantThatOnlySignsInEndsWithItsSessionAndOthersStand() {
        IntegrationClient signsIn = registered("");
        IntegrationClient acts = registered("");
        JsonNode identity = signIn(signsIn, "openid");
        JsonNode access = signIn(acts, "openid spark:messages_read");
        endSession(identity);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !signsIn.introspect(identity.path("access_token").asText())
                        .json()
                        .path("active")
                        .asBoolean());
        assertThat(signsIn.refresh(identity.path("refresh_token").asText()).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(acts.refresh(access.path("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void withoutAnIdTokenThePersonIsAskedAndMayStay() {
        IntegrationClient integration = registered("");
        signIn(integration, "openid");
        URI request = logout(Map.of("client_id", integration.clientId(), "post_logout_redirect_uri", RETURN_URI));
        Arrival.AtPage asked = (Arrival.AtPage) alice.open(request, RETURN_URI);
        assertThat(asked.page().title()).isEqualTo("Sign out?");
        Arrival.AtPage stayed = (Arrival.AtPage) alice.choose(asked.page(), "stay", RETURN_URI);
        assertThat(stayed.page().title()).isEqualTo("You are still signed in");
        assertThat(isSignedIn(integration)).isTrue();

        Arrival.AtPage askedAgain = (Arrival.AtPage) alice.open(request, RETURN_URI);
        assertThat(alice.choose(askedAgain.page(), "leave", RETURN_URI)).isInstanceOf(Arrival.AtIntegration.class);
        assertThat(isSignedIn(integration)).isFalse();
    }

    @Test
    void aFormThatIsNotOursEndsNoSession() {
        IntegrationClient integration = registered("");
        signIn(integration, "openid");
        Arrival.AtPage asked = (Arrival.AtPage) alice.open(logout(Map.of()), RETURN_URI);
        asked.page().selectFirst("input[name=form_token]").attr("value", "forged");
        Arrival.AtError refused = (Arrival.AtError) alice.choose(asked.page(), "leave", RETURN_URI);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(isSignedIn(integration)).isTrue();
    }

    @Test
    void nobodyIsSentToAnAddressThatIsNotRegistered() {
        IntegrationClient integration = registered("");
        String idToken = signIn(integration, "openid").path("id_token").asText();
        for (String address : List.of(
                RETURN_URI + "/", RETURN_URI + "?x=1", "https://evil.example/", "http://localhost:10/signed-out")) {
            assertRefused(Map.of("id_token_hint", idToken, "post_logout_redirect_uri", address));
        }
        assertRefused(Map.of("post_logout_redirect_uri", RETURN_URI));
        String forged = idToken.substring(0, idToken.lastIndexOf('.') + 1) + "A".repeat(86);
        assertRefused(Map.of("id_token_hint", forged, "post_logout_redirect_uri", RETURN_URI));
        assertRefused(
                Map.of("id_token_hint", idToken, "client_id", registered("").clientId()));
        assertRefused(Map.of("client_id", "nobody"));
        assertThat(isSignedIn(integration)).isTrue();
    }

    @Test
    void whoIsNotSignedInIsReturnedAtOnce() {
        IntegrationClient integration = registered("");
        Arrival arrival = new Person("bob")
                .open(
                        logout(Map.of("client_id", integration.clientId(), "post_logout_redirect_uri", RETURN_URI)),
                        RETURN_URI);
        assertThat(arrival).isEqualTo(new Arrival.AtIntegration(URI.create(RETURN_URI)));
    }

    @Test
    void aLogoutTokenThatKeycloakDidNotSignIsRefused() {
        String idToken = signIn(registered(""), "openid").path("id_token").asText();
        for (String token : List.of("", "x.y.z", idToken)) {
            var reply =
                    REQUESTS.send(Requests.form(AT.auth() + "/v1/backchannel-logout", Map.of("logout_token", token)));
            assertThat(reply.status()).as(token).isEqualTo(400);
            assertThat(reply.text("error")).isEqualTo("invalid_request");
        }
    }

    private static void assertRefused(Map<String, String> parameters) {
        var reply = REQUESTS.get(logout(parameters));
        assertThat(reply.status()).as(parameters.toString()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Location")).isEmpty();
        assertThat(reply.body()).contains("You cannot be signed out this way");
    }

    private void endSession(JsonNode tokens) {
        Arrival end = alice.open(
                logout(Map.of("id_token_hint", tokens.path("id_token").asText())), RETURN_URI);
        assertThat(end).isInstanceOf(Arrival.AtPage.class);
        assertThat(((Arrival.AtPage) end).page().title()).isEqualTo("You are signed out");
    }

    private static List<SignedJWT> await(LogoutReceiver receiver, int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> receiver.tokens().size() >= count);
        return receiver.tokens();
    }

    private JsonNode signIn(IntegrationClient integration, String scope) {
        CodeVerifier verifier = new CodeVerifier();
        Arrival arrival = alice.open(integration.authorizationRequest(scope, STATE, verifier), REDIRECT_URI);
        if (arrival instanceof Arrival.AtConsent consent) {
            arrival = alice.accept(consent.page(), Person.addOns(consent.page()), REDIRECT_URI);
        }
        return integration.redeem(back(arrival).get("code"), verifier).json();
    }

    private boolean isSignedIn(IntegrationClient integration) {
        URI silent = URI.create(integration.authorizationRequest("openid", STATE, new CodeVerifier()) + "&prompt=none");
        return !"login_required".equals(back(alice.open(silent, REDIRECT_URI)).get("error"));
    }

    private static URI logout(Map<String, String> parameters) {
        return URI.create(AT.auth() + "/v1/logout?" + Requests.query(new LinkedHashMap<>(parameters)));
    }

    private static IntegrationClient registered(String backchannel) {
        return registered(backchannel, "RS256");
    }

    private static IntegrationClient registered(String backchannel, String algorithm) {
        String more =
                "{\"id_token_signed_response_alg\":\"" + algorithm + "\",\"post_logout_redirect_uris\":[\"" + RETURN_URI
                        + "\"]," + (backchannel.isEmpty() ? "" : "\"backchannel_logout_uri\":\"" + backchannel + "\",");
        String body = registration(List.of("openid", "spark:messages_read"), List.of());
        return API.registered(body.replaceFirst("\\{", more), REDIRECT_URI);
    }
}
