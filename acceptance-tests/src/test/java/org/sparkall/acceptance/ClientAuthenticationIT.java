package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.register;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** Client authentication: secrets (RFC 6749 section 2.3.1) and signed assertions (RFC 7523). */
class ClientAuthenticationIT {

    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @Test
    void aSecretMayComeInTheHeaderOrInTheFormButNotInBoth() {
        Reply made = register(Map.of(), "spark:all");
        String secret = made.text("client_secret");
        IntegrationClient integration =
                new IntegrationClient(AT, made.text("client_id"), secret, RunningSuite.REDIRECT_URI);
        assertThat(integration.token(OWN).status()).isEqualTo(200);
        assertThat(integration.with(ClientProof.basic(secret)).token(OWN).status())
                .isEqualTo(200);
        ClientProof both = (clientId, fields, headers) -> {
            ClientProof.basic(secret).addTo(clientId, fields, headers);
            ClientProof.post(secret).addTo(clientId, fields, headers);
        };
        assertThat(integration.with(both).token(OWN).status()).isBetween(400, 401);
    }

    @Test
    void aHeaderThatComesTwiceIsNotReadAsItsFirst() throws Exception {
        Reply made = register(Map.of(), "spark:all");
        Map<String, String> right = new HashMap<>();
        ClientProof.basic(made.text("client_secret")).addTo(made.text("client_id"), new HashMap<>(), right);
        String credentials = String.valueOf(right.get("Authorization"));
        String form = "application/x-www-form-urlencoded";
        for (Version version : List.of(Version.HTTP_1_1, Version.HTTP_2)) {
            assertThat(post(version, List.of(credentials), List.of(form))).isEqualTo(200);
            assertThat(post(version, List.of(credentials, "Basic b3RoZXI6c2VjcmV0"), List.of(form)))
                    .isBetween(400, 401);
            assertThat(post(version, List.of(credentials), List.of(form, "text/plain")))
                    .isEqualTo(400);
            assertThat(post(version, List.of(credentials), List.of("text/plain")))
                    .isEqualTo(400);
            assertThat(post(version, List.of(credentials), List.of(form + "; charset=UTF-8")))
                    .isEqualTo(200);
        }
    }

    private static int post(Version version, List<String> authorizations, List<String> types) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(AT.auth() + "/v1/access_token"))
                .version(version)
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        authorizations.forEach(it -> request.header("Authorization", it));
        types.forEach(it -> request.header("Content-Type", it));
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void aWrongSecretOrNoneIsToldHowToAuthenticate() {
        IntegrationClient integration = registered("spark:all");
        assertRefused(integration.with(ClientProof.post("wrong")));
        assertRefused(integration.with(ClientProof.none()));
        Reply refused = integration.with(ClientProof.basic("wrong")).token(OWN);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic ");
    }

    @Test
    void anAssertionIsGoodOnce() throws Exception {
        ECKey key = key();
        IntegrationClient integration = withKey(key);
        String assertion = sign(key, assertion(integration).build());
        assertThat(integration.with(ClientProof.assertion(assertion)).token(OWN).status())
                .isEqualTo(200);
        assertRefused(integration.with(ClientProof.assertion(assertion)));
        String forTheEndpoint = sign(
                key,
                assertion(integration).audience(AT.auth() + "/v1/access_token").build());
        assertThat(integration
                        .with(ClientProof.assertion(forTheEndpoint))
                        .token(OWN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAssertionThatIsNotForUsOrTooOldOrTooLongLivedIsRefused() throws Exception {
        ECKey key = key();
        IntegrationClient integration = withKey(key);
        refuse(
                integration,
                sign(
                        key,
                        assertion(integration).audience("https://other.example").build()));
        refuse(
                integration,
                sign(key, assertion(integration).expirationTime(in(-120)).build()));
        refuse(
                integration,
                sign(key, assertion(integration).expirationTime(in(86400)).build()));
        refuse(
                integration,
                sign(key, assertion(integration).expirationTime(null).build()));
        refuse(integration, sign(key, assertion(integration).issuer("somebody").build()));
        refuse(integration, sign(key, assertion(integration).jwtID(null).build()));
    }

    @Test
    void anAssertionThatTheRegisteredKeyDidNotSignIsRefused() throws Exception {
        ECKey key = key();
        IntegrationClient integration = withKey(key);
        refuse(integration, sign(key(), assertion(integration).build()));
        refuse(integration, new PlainJWT(assertion(integration).build()).serialize());
        SignedJWT symmetric = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), assertion(integration).build());
        symmetric.sign(new MACSigner(key.toPublicJWK().toJSONString()));
        refuse(integration, symmetric.serialize());
    }

    @Test
    void oneMethodIsNotTakenForAnother() throws Exception {
        ECKey key = key();
        IntegrationClient keyed = withKey(key);
        assertRefused(keyed.with(ClientProof.post("guess")));
        assertRefused(keyed.with(ClientProof.none()));
        IntegrationClient secret = registered("spark:all");
        refuse(secret, sign(key, assertion(secret).build()));
    }

    @Test
    void aRegistrationThatContradictsItselfIsRefused() throws Exception {
        ECKey key = key();
        assertThat(register(Map.of("token_endpoint_auth_method", "private_key_jwt"), "spark:all")
                        .status())
                .isEqualTo(400);
        Map<String, Object> secretKey =
                Map.of("token_endpoint_auth_method", "private_key_jwt", "jwks", new JWKSet(key).toJSONObject(false));
        assertThat(register(secretKey, "spark:all").status()).isEqualTo(400);
    }

    private static ECKey key() throws Exception {
        return new ECKeyGenerator(Curve.P_256)
                .keyID(UUID.randomUUID().toString())
                .generate();
    }

    private static IntegrationClient withKey(ECKey key) {
        return registered(
                Map.of(
                        "token_endpoint_auth_method",
                        "private_key_jwt",
                        "jwks",
                        new JWKSet(key).toPublicJWKSet().toJSONObject()),
                "spark:all");
    }

    private static JWTClaimsSet.Builder assertion(IntegrationClient integration) {
        return new JWTClaimsSet.Builder()
                .issuer(integration.clientId())
                .subject(integration.clientId())
                .audience(AT.auth())
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(in(60));
    }

    private static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String sign(ECKey key, JWTClaimsSet claims) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    private static void refuse(IntegrationClient integration, String assertion) {
        assertRefused(integration.with(ClientProof.assertion(assertion)));
    }

    private static void assertRefused(IntegrationClient integration) {
        Reply reply = integration.token(OWN);
        assertThat(reply.text("error")).as(reply.body()).isIn("invalid_client", "invalid_request");
        assertThat(reply.status()).isBetween(400, 401);
        assertThat(reply.json().has("access_token")).isFalse();
    }
}
