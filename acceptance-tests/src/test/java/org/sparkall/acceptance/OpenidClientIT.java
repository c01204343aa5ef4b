package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;

/** A client that nobody here wrote, npm's {@code openid-client}, knows nothing but the issuer and its own credentials. */
class OpenidClientIT {

    private static final String SIGNED_OUT = "http://localhost:9/signed-out";
    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

    private static final Map<String, Object> DPOP = Map.of("dpop", true);

    private static NodeProject node;

    private final OpenidClient client;
    private final Person alice = new Person("alice");
    private boolean pushes;

    OpenidClientIT() throws IOException {
        client = new OpenidClient(node);
    }

    @BeforeAll
    static void install() throws Exception {
        node = NodeProject.installed();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void itDiscoversTheServerFromTheIssuerInBothWays() throws Exception {
        Map<String, Object> me = registered(Map.of(), "spark:all");
        for (Map.Entry<String, String> way : Map.of(
                        "oidc", "openid-configuration", "oauth2", "oauth-authorization-server")
                .entrySet()) {
            JsonNode metadata = discover(me, Map.of("algorithm", way.getKey()));
            assertThat(metadata.path("issuer").asText()).isEqualTo(AT.auth());
            assertThat(metadata.path("supportsPkce").asBoolean()).isTrue();
            assertThat(metadata.path("token_endpoint").asText()).isEqualTo(AT.auth() + "/v1/access_token");
            assertThat(answers()).contains("GET /.well-known/" + way.getValue() + " 200");
        }
    }

    @Test
    void itSignsAPersonInWithAPushedRequestAndAKeyOfItsOwn() throws Exception {
        pushes = true;
        discover(
                registered(Map.of("require_pushed_authorization_requests", true), "openid", "spark:messages_read"),
                DPOP);
        JsonNode tokens = grant("openid spark:messages_read");
        assertThat(tokens.path("token_type").asText()).isEqualTo("dpop");
        assertThat(claims(tokens.path("access_token").asText()).getJSONObjectClaim("cnf"))
                .containsKey("jkt");
        assertThat(answers())
                .as("the nonce had to be learned, once")
                .containsOnlyOnce("POST /v1/par 400 use_dpop_nonce")
                .contains("POST /v1/par 201", "POST /v1/access_token 200");

        // The library has verified the ID token, with its nonce.
        JsonNode identity = tokens.path("claims");
        assertThat(identity.path("iss").asText()).isEqualTo(AT.auth());
        JsonNode info = client.does(
                "userInfo",
                Map.of(
                        "accessToken", tokens.path("access_token").asText(),
                        "subject", identity.path("sub").asText()));
        assertThat(info.path("sub")).isEqualTo(identity.path("sub"));
    }

    @Test
    void itRefusesUserInfoOfSomebodyElse() throws Exception {
        discover(registered(Map.of(), "openid"), Map.of());
        String accessToken = grant("openid").path("access_token").asText();
        JsonNode refused = client.refuses("userInfo", Map.of("accessToken", accessToken, "subject", "somebody else"));
        assertThat(refused.path("code").asText()).isEqualTo("OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED");
    }

    @Test
    void itRefreshesWithTheKeyThatThePublicClientsTokensAreBoundTo() throws Exception {
        Map<String, Object> me = registered(Map.of("client_type", "public"), "openid", "spark:messages_read");
        me.put("method", "none");
        discover(me, DPOP);
        JsonNode tokens = grant("openid spark:messages_read");
        JsonNode refreshed = refresh(client, tokens);
        Object key = claims(tokens.path("access_token").asText()).getClaim("cnf");
        assertThat(claims(refreshed.path("access_token").asText()).getClaim("cnf"))
                .isEqualTo(key);
        assertThat(refreshed.path("refresh_token")).isNotEqualTo(tokens.path("refresh_token"));

        // The same client with another key.
        try (OpenidClient thief = new OpenidClient(node)) {
            thief.does("discover", with(me, DPOP));
            assertThat(thief.refuses("refresh", refreshOf(refreshed))
                            .path("error")
                            .asText())
                    .isEqualTo("invalid_grant");
        }
        assertThat(refresh(client, refreshed).path("token_type").asText()).isEqualTo("dpop");
    }

    @Test
    void itIntrospectsAndRevokes() throws Exception {
        discover(registered(Map.of(), "spark:all"), Map.of());
        JsonNode tokens = grant("spark:all");
        for (String kind : List.of("access_token", "refresh_token")) {
            JsonNode told = introspect(tokens.path(kind));
            assertThat(told.path("active").asBoolean()).as(kind).isTrue();
            assertThat(told.path("scope").asText()).startsWith("spark:all");
        }
        client.does("revoke", Map.of("token", tokens.path("refresh_token").asText(), "hint", "refresh_token"));
        assertThat(introspect(tokens.path("access_token")).path("active").asBoolean())
                .isFalse();
        assertThat(introspect(tokens.path("refresh_token")).path("active").asBoolean())
                .isFalse();
        assertThat(client.refuses("refresh", refreshOf(tokens)).path("error").asText())
                .isEqualTo("invalid_grant");
    }

    @Test
    void itConnectsADevice() throws Exception {
        discover(
                registered(
                        Map.of("grant_types", List.of(DEVICE_CODE, "refresh_token"), "redirect_uris", List.of()),
                        "spark:all"),
                Map.of());
        JsonNode codes = client.does("device", Map.of("scope", "spark:all"));
        Document code = page(
                alice.visit(URI.create(codes.path("verification_uri_complete").asText())));
        Document confirm = page(
                alice.submit(code, Map.of("user_code", codes.path("user_code").asText())));
        Arrival consent = alice.submit(confirm, Map.of("decision", "connect"));
        Document page = ((Arrival.AtConsent) consent).page();
        assertThat(page(alice.accept(page, List.of(), REDIRECT_URI)).title()).isEqualTo("Your device is connected");

        JsonNode tokens = client.does("deviceTokens", Map.of());
        assertThat(tokens.path("scope").asText()).isEqualTo("spark:all");
        assertThat(introspect(tokens.path("access_token")).path("active").asBoolean())
                .isTrue();
    }

    @Test
    void itSpeaksForItselfByAnAssertionThatItSigns() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("2026-11").generate();
        Map<String, Object> me = registered(
                Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "jwks",
                        new JWKSet(key).toPublicJWKSet().toJSONObject()),
                "spark:all");
        me.put("method", "private_key_jwt");
        discover(me, Map.of("privateKey", key.toJSONObject()));
        JsonNode tokens = ownToken(client);
        assertThat(introspect(tokens.path("access_token")).path("sub"))
                .isEqualTo(introspect(tokens.path("access_token")).path("client_id"));

        try (OpenidClient impostor = new OpenidClient(node)) {
            ECKey another = new ECKeyGenerator(Curve.P_256).keyID("2026-11").generate();
            impostor.does("discover", with(me, Map.of("privateKey", another.toJSONObject())));
            JsonNode refused = impostor.refuses("clientCredentials", Map.of("parameters", Map.of()));
            assertThat(refused.path("status").asInt()).isEqualTo(401);
        }
    }

    @Test
    void itSpeaksForItselfBySecretInTheHeaderToo() throws Exception {
        Map<String, Object> me = registered(Map.of(), "spark:all");
        me.put("method", "client_secret_basic");
        discover(me, DPOP);
        assertThat(ownToken(client).path("token_type").asText()).isEqualTo("dpop");
        assertThat(answers()).contains("POST /v1/access_token 400 use_dpop_nonce", "POST /v1/access_token 200");
    }

    @Test
    void itNarrowsAToken() throws Exception {
        discover(registered(Map.of(), "spark:all"), Map.of());
        JsonNode narrowed = client.does(
                "exchange",
                Map.of(
                        "parameters",
                        Map.of(
                                "subject_token",
                                        grant("spark:all").path("access_token").asText(),
                                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token",
                                "scope", "spark:messages_read")));
        assertThat(introspect(narrowed.path("access_token")).path("scope").asText())
                .isEqualTo("spark:messages_read");
    }

    @Test
    void itSignsAPersonOut() throws Exception {
        discover(registered(Map.of("post_logout_redirect_uris", List.of(SIGNED_OUT)), "openid"), Map.of());
        String idToken = grant("openid").path("id_token").asText();
        JsonNode logout = client.does(
                "endSessionUrl",
                Map.of(
                        "parameters",
                        Map.of("id_token_hint", idToken, "post_logout_redirect_uri", SIGNED_OUT, "state", "left")));
        assertThat(back(alice.open(URI.create(logout.path("url").asText()), SIGNED_OUT)))
                .containsEntry("state", "left");
        Document signIn = alice.look(URI.create(request("openid")));
        assertThat(signIn.selectFirst("form#kc-form-login")).isNotNull();
    }

    @Test
    void itTakesNoAnswerWithAnotherStateOrOfAnotherIssuerOrWithAnotherCode() throws Exception {
        discover(registered(Map.of(), "openid"), Map.of());
        String callback = visit(request("openid"));
        String issuer = "iss=" + java.net.URLEncoder.encode(AT.auth(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(callback).contains(issuer);
        for (String wrong : List.of(
                callback.replaceFirst("state=[^&]+", "state=forged"),
                callback.replaceFirst("state=[^&]+&?", ""),
                callback.replace(issuer, "iss=https%3A%2F%2Fevil.example"),
                callback.replaceFirst("&?\\Q" + issuer + "\\E", ""))) {
            assertThat(wrong).isNotEqualTo(callback);
            JsonNode refused = client.refuses("callback", Map.of("url", wrong));
            assertThat(refused.path("code").asText()).as(wrong).isEqualTo("OAUTH_INVALID_RESPONSE");
        }
        assertThat(answers()).as("it asked for no token").noneMatch(it -> it.contains("/v1/access_token"));
        String forged = callback.replaceFirst("code=[^&]+", "code=forged");
        assertThat(client.refuses("callback", Map.of("url", forged))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
        assertThat(client.does("callback", Map.of("url", callback)).has("id_token"))
                .isTrue();
    }

    @Test
    void itIsToldThatAPersonDeclined() throws Exception {
        discover(registered(Map.of(), "spark:all"), Map.of());
        Arrival.AtConsent consent = (Arrival.AtConsent) alice.open(URI.create(request("spark:all")), REDIRECT_URI);
        Arrival.AtIntegration declined = (Arrival.AtIntegration) alice.decline(consent.page(), REDIRECT_URI);
        JsonNode refused =
                client.refuses("callback", Map.of("url", declined.address().toString()));
        assertThat(refused.path("code").asText()).isEqualTo("OAUTH_AUTHORIZATION_RESPONSE_ERROR");
        assertThat(refused.path("error").asText()).isEqualTo("access_denied");
    }

    /** Registers an integration; what the library is told of it. */
    private static Map<String, Object> registered(Map<String, ?> settings, String... scopes) {
        Reply reply = RunningSuite.register(settings, scopes);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return new HashMap<>(Map.of(
                "clientId", reply.text("client_id"), "secret", reply.text("client_secret"), "issuer", AT.auth()));
    }

    private JsonNode discover(Map<String, Object> me, Map<String, Object> more) throws IOException {
        return client.does("discover", with(me, more));
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    /** The person grants what the library asks for, and it redeems the code. */
    private JsonNode grant(String scope) throws IOException {
        return client.does("callback", Map.of("url", visit(request(scope))));
    }

    private String request(String scope) throws IOException {
        return client.does(
                        "authorizationUrl",
                        Map.of("pushed", pushes, "parameters", Map.of("scope", scope, "redirect_uri", REDIRECT_URI)))
                .path("url")
                .asText();
    }

    /** Where the person comes back to. */
    private String visit(String request) {
        Arrival arrival = alice.open(URI.create(request), REDIRECT_URI);
        if (arrival instanceof Arrival.AtConsent(Document page)) {
            arrival = alice.accept(page, Person.addOns(page), REDIRECT_URI);
        }
        assertThat(back(arrival)).containsKey("code");
        return ((Arrival.AtIntegration) arrival).address().toString();
    }

    private static Document page(Arrival arrival) {
        return ((Arrival.AtPage) arrival).page();
    }

    private static JsonNode refresh(OpenidClient client, JsonNode tokens) throws IOException {
        return client.does("refresh", refreshOf(tokens));
    }

    private static Map<String, Object> refreshOf(JsonNode tokens) {
        return Map.of("refreshToken", tokens.path("refresh_token").asText(), "parameters", Map.of());
    }

    private static JsonNode ownToken(OpenidClient client) throws IOException {
        return client.does("clientCredentials", Map.of("parameters", Map.of()));
    }

    private JsonNode introspect(JsonNode token) throws IOException {
        return client.does("introspect", Map.of("token", token.asText()));
    }

    private List<String> answers() throws IOException {
        return client.does("answers", Map.of())
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }
}
