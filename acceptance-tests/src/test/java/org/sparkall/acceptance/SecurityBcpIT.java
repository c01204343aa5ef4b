package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The security best current practice (RFC 9700), as far as no other test shows it; docs/security.md has the whole table. */
class SecurityBcpIT {

    private static final IntegrationClient INTEGRATION = registered("spark:all");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9/callback/",
                "http://localhost:9/callback?a=b",
                "http://localhost:9/callback#a",
                "http://localhost:9/Callback",
                "http://localhost:9/callback/../callback",
                "http://localhost:9/callback%2f..",
                "http://localhost:10/callback",
                "https://localhost:9/callback",
                "http://evil.example@localhost:9/callback",
                "http://localhost:9@evil.example/callback",
                "http://localhost.evil.example:9/callback",
                "HTTP://LOCALHOST:9/callback",
                "//localhost:9/callback",
                "javascript:alert(1)",
                ""
            })
    void aRedirectUriMustBeTheRegisteredOneCharacterByCharacter(String other) {
        Reply reply = authorize(INTEGRATION.clientId(), query -> query.put("redirect_uri", other));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Location")).isEmpty();
        assertIsClosedPage(reply);
    }

    @Test
    void onlyThePortOfALoopbackAddressIsFree() {
        String clientId = registeredFor("http://127.0.0.1/callback");
        assertThat(authorize(clientId, query -> query.put("redirect_uri", "http://127.0.0.1:51234/callback"))
                        .status())
                .isEqualTo(303);
        for (String other : List.of(
                "http://127.0.0.1:51234/other", "http://localhost:51234/callback", "http://127.0.0.2/callback")) {
            assertThat(authorize(clientId, query -> query.put("redirect_uri", other))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void anUnknownClientSendsNobodyAnywhere() {
        Reply reply = authorize("nobody", query -> query.put("redirect_uri", "https://evil.example/"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Location")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "id_token", "code token", "code id_token", "none"})
    void thereIsNoImplicitOrHybridFlow(String responseType) {
        Map<String, String> back = refused(query -> query.put("response_type", responseType));
        assertThat(back.get("error")).isIn("unsupported_response_type", "invalid_request");
        assertThat(back).doesNotContainKeys("access_token", "id_token", "code");
    }

    @Test
    void answersComeInTheQueryOnly() {
        for (String mode : List.of("fragment", "form_post")) {
            Reply reply = authorize(INTEGRATION.clientId(), query -> query.put("response_mode", mode));
            assertThat(reply.location().getFragment()).isNull();
            assertThat(IntegrationClient.parameters(reply.location())).containsEntry("error", "invalid_request");
        }
    }

    @Test
    void thereIsNoPasswordGrant() {
        Reply reply = INTEGRATION.token(Map.of("grant_type", "password", "username", "alice", "password", "alice"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void aRequestWithoutPkceOrWithThePlainMethodIsRefused() {
        assertThat(refused(query -> {
                    query.remove("code_challenge");
                    query.remove("code_challenge_method");
                }))
                .containsEntry("error", "invalid_request");
        assertThat(refused(query -> query.put("code_challenge_method", "plain")))
                .containsEntry("error", "invalid_request");
        assertThat(refused(query -> query.remove("code_challenge_method"))).containsEntry("error", "invalid_request");
    }

    @Test
    void aCodeIsNotRedeemedWithoutItsVerifierNorForAnotherRedirectUri() {
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        IntegrationClient integration = registered("spark:all");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all", STATE, verifier));
        String code = back(alice.accept(page, List.of(), REDIRECT_URI)).get("code");
        Reply without = integration.token(
                Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT_URI));
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.text("error")).isIn("invalid_grant", "invalid_request");
        Reply elsewhere = integration.token(Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "code_verifier",
                verifier.getValue(),
                "redirect_uri",
                "http://localhost:9/other"));
        assertThat(elsewhere.text("error")).isEqualTo("invalid_grant");
        // Neither used it up: the integration that it was made for still can.
        assertThat(integration.redeem(code, verifier).status()).isEqualTo(200);
    }

    @Test
    void redirectsTurnEveryRequestIntoAGet() {
        Reply reply = authorize(INTEGRATION.clientId(), query -> {});
        assertThat(reply.status()).isEqualTo(303);
        Reply refusal = authorize(INTEGRATION.clientId(), query -> query.put("scope", "no-such-scope"));
        assertThat(refusal.status()).isEqualTo(303);
        assertThat(refusal.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(refusal.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void tokenAnswersAreNeitherCachedNorSniffedNorFramed() {
        for (Reply reply : List.of(
                INTEGRATION.token(Map.of("grant_type", "client_credentials")),
                INTEGRATION.token(Map.of("grant_type", "refresh_token", "refresh_token", "nonsense")),
                INTEGRATION.introspect("nonsense"),
                INTEGRATION.revoke("nonsense"))) {
            assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(reply.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(reply.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(reply.headers().allValues("Content-Security-Policy")).hasSize(1);
        }
    }

    @Test
    void credentialsInTheAddressAreRefused() {
        Reply reply = REQUESTS.send(Requests.form(
                AT.auth() + "/v1/access_token?client_id=" + INTEGRATION.clientId() + "&client_secret=x",
                Map.of("grant_type", "client_credentials")));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text("error")).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/access_token", "/v1/introspect", "/v1/revoke", "/v1/par", "/v1/device/authorize"})
    void aParameterThatIsSentTwiceOrIsTooLargeOrOneTooManyIsRefused(String path) {
        Map<String, Object> twice = new LinkedHashMap<>(Map.of("state", List.of("a", "b"), "token", "x"));
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 101; i++) many.put("p" + i, "x");
        Map<String, Object> control = Map.of("client_id", INTEGRATION.clientId() + "\0", "token", "x");
        Map<String, Object> large = new LinkedHashMap<>(Map.of("client_id", "a".repeat(9000)));
        for (Map<String, Object> fields : List.of(twice, many, control, large)) {
            Reply reply = REQUESTS.send(Requests.form(AT.auth() + path, fields));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.text("error")).isEqualTo("invalid_request");
        }
    }

    @Test
    void anIntegrationInABrowserMayCallTheTokenEndpointButMaySendNoCookies() {
        for (String path : List.of(
                "/v1/access_token", "/v1/par", "/v1/revoke", "/v1/jwks", "/.well-known/oauth-authorization-server")) {
            Reply preflight = preflight(path);
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue("*");
            assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                    .isEmpty();
        }
        for (String path : List.of("/v1/authorize", "/v1/introspect", "/v1/integrations", "/v1/keys", "/device")) {
            assertThat(preflight(path).headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static Reply preflight(String path) {
        // A client of its own: the answer of a page may set cookies, which would change what other requests mean.
        return new Requests()
                .send(Requests.to(AT.auth() + path)
                        .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .header("Origin", "https://app.example")
                        .header("Access-Control-Request-Method", "POST"));
    }

    private static Map<String, String> refused(Consumer<Map<String, String>> change) {
        return IntegrationClient.parameters(
                authorize(INTEGRATION.clientId(), change).location());
    }

    private static Reply authorize(String clientId, Consumer<Map<String, String>> change) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", clientId);
        query.put("redirect_uri", REDIRECT_URI);
        query.put("scope", "spark:all");
        query.put("state", "s");
        query.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        query.put("code_challenge_method", "S256");
        change.accept(query);
        return new Requests().get(URI.create(AT.auth() + "/v1/authorize?" + Requests.query(query)));
    }

    private static String registeredFor(String redirectUri) {
        return API.register("""
                {"name":"Native","description":"On a desktop.","redirect_uris":["%s"],
                 "scopes":["spark:all"],"features":[],"client_type":"public"}
                """.formatted(redirectUri)).text("client_id");
    }

    private static void assertIsClosedPage(Reply reply) {
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(reply.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'", "default-src 'none'");
        assertThat(reply.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(reply.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }
}
