package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.Registrar.REGISTER;
import static org.sparkall.acceptance.Registrar.client;
import static org.sparkall.acceptance.Registrar.metadata;
import static org.sparkall.acceptance.Registrar.register;
import static org.sparkall.acceptance.Registrar.registered;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.rp.OIDCClientInformation;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** Dynamic client registration (RFC 7591). */
class DynamicRegistrationIT {

    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @Test
    void theAnswerSaysAllThatWasRegistered() throws ParseException {
        Map<String, Object> sent = metadata(
                "spark:all spark-admin:people_read",
                Map.of(
                        "logo_uri",
                        "https://app.example/logo.png",
                        "client_uri",
                        "https://app.example",
                        "grant_types",
                        List.of("authorization_code", "refresh_token", "client_credentials"),
                        "token_endpoint_auth_method",
                        "client_secret_post",
                        "post_logout_redirect_uris",
                        List.of("https://app.example/bye"),
                        "backchannel_logout_uri",
                        "https://app.example/logout",
                        "require_pushed_authorization_requests",
                        true,
                        "dpop_bound_access_tokens",
                        true,
                        "spark_features",
                        List.of("calling")));
        sent.put("policy_uri", "https://app.example/privacy");
        sent.put("tos_uri", "https://app.example/terms");
        Reply reply = register(sent);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode expected = new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(sent);
        expected.properties()
                .forEach(it -> assertThat(reply.json().get(it.getKey()))
                        .as(it.getKey())
                        .isEqualTo(it.getValue()));
        assertThat(reply.json().path("response_types"))
                .extracting(JsonNode::asText)
                .containsExactly("code");
        assertThat(reply.text("id_token_signed_response_alg")).isEqualTo("RS256");
        assertThat(reply.text("registration_client_uri")).isEqualTo(REGISTER + "/" + reply.text("client_id"));
        assertThat(reply.text("registration_access_token")).hasSize(43);
        assertThat(reply.text("client_secret")).hasSize(43);
        assertThat(reply.json().path("client_secret_expires_at").asLong(-1)).isZero();
        assertThat(Instant.ofEpochSecond(
                        reply.json().path("client_id_issued_at").asLong()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        OIDCClientInformation.parse(JSONObjectUtils.parse(reply.body()));
    }

    @Test
    void aClientThatSaysNothingButItsRedirectUriGetsTheDefaultsAndMaySignPeopleIn() {
        Reply reply = register(Map.of("redirect_uris", List.of(REDIRECT_URI, "https://app.example/cb")));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.text("token_endpoint_auth_method")).isEqualTo("client_secret_basic");
        assertThat(reply.json().path("grant_types"))
                .extracting(JsonNode::asText)
                .containsExactly("authorization_code");
        assertThat(reply.text("scope")).isEqualTo("openid");
        assertThat(reply.text("client_name")).isEqualTo("app.example");
        Granted granted = grant("alice", client(reply), "openid");
        assertThat(granted.tokens().path("id_token").asText()).isNotEmpty();
        assertRefused(client(reply).token(OWN), 400, "unauthorized_client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "ES256"})
    void aClientGetsIdTokensOfTheAlgorithmThatItRegistered(String algorithm) throws Exception {
        Reply reply = registered("openid", Map.of("id_token_signed_response_alg", algorithm));
        assertThat(reply.text("id_token_signed_response_alg")).isEqualTo(algorithm);
        Granted granted = grant("alice", client(reply), "openid");
        assertThat(SignedJWT.parse(granted.tokens().path("id_token").asText())
                        .getHeader()
                        .getAlgorithm())
                .hasToString(algorithm);
    }

    @Test
    void aRegisteredClientRunsACodeFlowAndSpeaksForItself() {
        Reply reply = registered(
                "spark:all",
                Map.of("grant_types", List.of("authorization_code", "refresh_token", "client_credentials")));
        Granted granted = grant("alice", client(reply), "spark:all");
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(200);
        assertThat(client(reply)
                        .with(ClientProof.basic(reply.text("client_secret")))
                        .token(OWN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aPublicClientHasNoSecret() {
        Reply reply = registered(
                "spark:all",
                Map.of(
                        "token_endpoint_auth_method", "none",
                        "application_type", "native",
                        "grant_types", List.of("authorization_code", "refresh_token")));
        assertThat(reply.json().has("client_secret")).isFalse();
        assertThat(reply.json().has("client_secret_expires_at")).isFalse();
        IntegrationClient client = client(reply).with(ClientProof.none()).with(DpopKey.random());
        assertThat(grant("alice", client, "spark:all").accessToken()).isNotEmpty();
    }

    @Test
    void aClientWithAKeyAuthenticatesWithIt() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Reply reply = registered(
                "spark:all",
                Map.of(
                        "token_endpoint_auth_method", "private_key_jwt",
                        "token_endpoint_auth_signing_alg", "ES256",
                        "grant_types", List.of("client_credentials"),
                        "response_types", List.of(),
                        "redirect_uris", List.of(),
                        "jwks", new JWKSet(key).toJSONObject()));
        assertThat(reply.json().has("client_secret")).isFalse();
        assertThat(reply.json().path("jwks").path("keys").path(0).path("x").asText())
                .isEqualTo(key.getX().toString());
        assertThat(client(reply)
                        .with(ClientProof.assertion(assertion(key, reply.text("client_id"))))
                        .token(OWN)
                        .status())
                .isEqualTo(200);
    }

    private static String assertion(ECKey key, String clientId) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(AT.auth())
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    @Test
    void whatOnlyDescribesAClientIsIgnoredWhenItIsNotKnown() {
        Reply reply = registered(
                "spark:all",
                Map.of(
                        "client_name#de", "Von selbst angemeldet",
                        "software_version", "7",
                        "contacts", List.of("somebody@app.example"),
                        "software_id", "4NRB1-0XZABZI9E6-5SM3R",
                        "token_endpoint_auth_method", "client_secret_basic",
                        "client_id", "mine",
                        "client_secret", "of my choice",
                        "whatever", Map.of("deep", List.of(1, 2))));
        assertThat(reply.text("client_name")).isEqualTo("Registered by itself");
        assertThat(reply.text("client_id")).isNotEqualTo("mine");
        assertThat(reply.text("client_secret")).isNotEqualTo("of my choice");
        assertThat(reply.json().has("whatever")).isFalse();
        assertThat(reply.json().has("contacts")).isFalse();
        assertThat(registered("spark:all", Map.of("client_name#fr", "Tout seul"))
                        .text("client_name"))
                .isEqualTo("Registered by itself");
    }
}
