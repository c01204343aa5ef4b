package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.Registrar.REGISTER;
import static org.sparkall.acceptance.Registrar.initialToken;
import static org.sparkall.acceptance.Registrar.metadata;
import static org.sparkall.acceptance.Registrar.register;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.assertRefused;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** What dynamic client registration refuses (RFC 7591 section 3.2.2). */
class RefusedRegistrationIT {

    @Test
    void aRefusedSelectionOfScopesNamesEachOfThem() {
        Reply redundant = register(metadata("spark:all spark:rooms_read spark:messages_read", Map.of()));
        assertRefused(redundant, 400, "invalid_client_metadata");
        assertThat(redundant.text("error_description")).contains("spark:rooms_read", "spark:messages_read");
        assertThat(redundant.headers().firstValue("Cache-Control")).contains("no-store");
        Reply unknown = register(metadata("spark:no_such_thing", Map.of()));
        assertRefused(unknown, 400, "invalid_client_metadata");
        assertThat(unknown.text("error_description")).contains("spark:no_such_thing");
        Reply tooLittle = register(metadata("spark:rooms_read", Map.of("spark_features", List.of("calling"))));
        assertRefused(tooLittle, 400, "invalid_client_metadata");
        assertThat(tooLittle.text("error_description")).contains("spark:all");
        assertRefused(register(metadata("", Map.of())), 400, "invalid_client_metadata");
    }

    @Test
    void aClientThatSpeaksOnlyForItselfMustSayItsScope() {
        Reply reply =
                register(Map.of("grant_types", List.of("client_credentials"), "client_name", "Says nothing more"));
        assertRefused(reply, 400, "invalid_client_metadata");
        assertThat(reply.text("error_description")).startsWith("scope: ");
    }

    static Stream<Arguments> badMembers() {
        return Stream.of(
                bad("redirect_uris", List.of("javascript:alert(1)"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of("https://app.example/cb#part"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of("http://app.example/cb"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of("https://*.app.example/cb"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of("https://user@app.example/cb"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of("not an address"), "invalid_redirect_uri"),
                bad("redirect_uris", List.of(), "invalid_redirect_uri"),
                bad("redirect_uris", Arrays.asList("https://app.example/cb", null)),
                bad("redirect_uris", "https://app.example/cb"),
                bad("grant_types", List.of("implicit")),
                bad("grant_types", List.of("authorization_code", "password")),
                bad("grant_types", List.of()),
                bad("response_types", List.of("token")),
                bad("response_types", List.of("code", "code id_token")),
                bad("response_types", List.of()),
                bad("token_endpoint_auth_method", "tls_client_auth"),
                bad("token_endpoint_auth_method", "client_secret_jwt"),
                bad("token_endpoint_auth_method", "private_key_jwt"),
                bad("token_endpoint_auth_signing_alg", "HS256"),
                bad("jwks", Map.of("keys", List.of(Map.of("kty", "oct", "k", "c2VjcmV0")))),
                bad("jwks_uri", "https://app.example/keys"),
                bad("id_token_signed_response_alg", "PS256"),
                bad("id_token_signed_response_alg", "none"),
                bad("id_token_encrypted_response_alg", "RSA-OAEP-256"),
                bad("request_object_signing_alg", "ES256"),
                bad("tls_client_certificate_bound_access_tokens", true),
                bad("subject_type", "pairwise"),
                bad("default_max_age", 60),
                bad("application_type", "toaster"),
                bad("client_name", ""),
                bad("client_name", "a\u202eb"),
                bad("client_name", List.of("a")),
                bad("logo_uri", "http://app.example/logo.png"),
                bad("logo_uri", "javascript:alert(1)"),
                bad("client_uri", "http://app.example"),
                bad("client_uri", "javascript:alert(1)"),
                bad("policy_uri", "javascript:alert(1)"),
                bad("tos_uri", "http://app.example/terms"),
                bad("backchannel_logout_uri", "http://app.example/logout"),
                bad("post_logout_redirect_uris", List.of("http://app.example")),
                bad("require_pushed_authorization_requests", "yes"),
                bad("spark_features", "calling"),
                bad("spark_features", List.of(1)),
                bad("scope", List.of("spark:all")),
                bad("software_statement", "a.b.c", "unapproved_software_statement"));
    }

    private static Arguments bad(String member, Object value) {
        return bad(member, value, "invalid_client_metadata");
    }

    private static Arguments bad(String member, Object value, String error) {
        return Arguments.of(member, value, error);
    }

    private final String token = initialToken(1);

    @ParameterizedTest
    @MethodSource("badMembers")
    void aMemberThatCannotBeHadIsRefusedByName(String member, Object value, String error) {
        Reply reply = register(token, metadata("spark:all", Map.of(member, value)));
        assertRefused(reply, 400, error);
        String description = reply.text("error_description");
        assertThat(description).as("says what is wrong").isNotEmpty();
        if (!error.equals("invalid_redirect_uri") && !member.equals("token_endpoint_auth_method")) {
            assertThat(description).contains(member);
        }
    }

    @Test
    void privatePartsOfKeysAreRefused() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        Reply reply = register(metadata(
                "spark:all",
                Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", new JWKSet(key).toJSONObject(false))));
        assertRefused(reply, 400, "invalid_client_metadata");
        assertThat(reply.body()).doesNotContain(key.getD().toString());
    }

    @Test
    void aBodyThatIsNoJsonObjectOrSaysSomethingTwiceIsNoRegistration() {
        for (String body : Arrays.asList("", "[]", "null", "{", "{\"scope\":\"a\",\"scope\":\"b\"}", "{} {}")) {
            assertRefused(send("application/json", body), 400, "invalid_request");
        }
        assertRefused(send("application/json", "{\"client_name\":\"a\\u0000\"}"), 400, "invalid_request");
        assertRefused(send("application/json", "{\"x\":[{\"y\":\"a\\u0007\"}]}"), 400, "invalid_request");
        assertRefused(send("text/plain", "{}"), 400, "invalid_request");
        assertRefused(
                send("application/x-www-form-urlencoded", "redirect_uris=" + REDIRECT_URI), 400, "invalid_request");
    }

    private Reply send(String type, String body) {
        return REQUESTS.send(Requests.to(REGISTER)
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", type)
                .header("Authorization", "Bearer " + token));
    }
}
