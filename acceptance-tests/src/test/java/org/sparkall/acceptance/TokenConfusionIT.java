package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.status;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Requests;

/** A token is what it was issued as, by whom, and for whom: nothing that merely looks like it opens anything (RFC 8725). */
class TokenConfusionIT {

    private static final URI KEYCLOAK_KEYS = URI.create(AT.realm() + "/protocol/openid-connect/certs");
    private static final URI OWN_KEYS = URI.create(AT.auth() + "/v1/jwks");
    private static final String USER_INFO = AT.auth() + "/v1/userinfo";

    /** Where Keycloak's tokens open something, and whose. */
    private static final Map<String, String> APIS = Map.of(
            AT.auth() + "/v1/integrations", "dev",
            AT.auth() + "/v1/keys", "ops",
            AT.consent() + "/v1/consents", "ada",
            AT.consent() + "/v1/audit-entries", "ops",
            AT.policy() + "/v1/scopes/spark:messages_read", "ada");

    private final IntegrationClient integration = registered("openid", "spark:messages_read");
    private final Granted granted = grant("alice", integration, "openid spark:messages_read");
    private final String idToken = granted.tokens().path("id_token").asText();

    @Test
    void noApiTakesWhatKeycloakDidNotSign() throws Exception {
        for (Map.Entry<String, String> api : APIS.entrySet()) {
            String good = KEYCLOAK.tokenOf(api.getValue());
            assertThat(status(api.getKey(), good)).as(api.getKey()).isEqualTo(200);
            Map<String, String> forged = forged(good, KEYCLOAK_KEYS);
            for (Map.Entry<String, String> it : forged.entrySet()) {
                assertThat(status(api.getKey(), it.getValue()))
                        .as(it.getKey() + " at " + api.getKey())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void noApiTakesATokenOfAnotherIssuerOrKind() {
        Map<String, String> others = new LinkedHashMap<>();
        others.put("the suite's access token", granted.accessToken());
        others.put("the suite's ID token", idToken);
        others.put("a refresh token", granted.refreshToken());
        others.put("Keycloak's ID token", keycloakIdToken("dev"));
        for (String api : APIS.keySet()) {
            others.forEach((what, token) ->
                    assertThat(status(api, token)).as(what + " at " + api).isIn(401, 403));
        }
    }

    @Test
    void nothingButAnAccessTokenOfTheSuiteIsOneOfIts() throws Exception {
        assertThat(status(USER_INFO, granted.accessToken())).isEqualTo(200);
        assertThat(isActive(granted.accessToken())).isTrue();
        Map<String, String> others = forged(granted.accessToken(), OWN_KEYS);
        others.put("the ID token", idToken);
        others.put("the refresh token", granted.refreshToken());
        others.put("Keycloak's access token", KEYCLOAK.tokenOf("alice"));
        others.put("an ID token that calls itself an access token", renamed(idToken));
        for (Map.Entry<String, String> it : others.entrySet()) {
            assertThat(status(USER_INFO, it.getValue())).as(it.getKey()).isEqualTo(401);
            // A refresh token is one of the suite's, too, and its own client may ask about it (RFC 7662 section 2.1).
            if (!it.getKey().equals("the refresh token"))
                assertThat(isActive(it.getValue())).as(it.getKey()).isFalse();
        }
    }

    /** The same claims, signed by whoever likes to. */
    private static Map<String, String> forged(String good, URI published) throws Exception {
        SignedJWT token = SignedJWT.parse(good);
        JWTClaimsSet claims = token.getJWTClaimsSet();
        String kid = token.getHeader().getKeyID();
        AsymmetricJWK key = (AsymmetricJWK)
                Objects.requireNonNull(JWKSet.load(published.toURL()).getKeyByKeyId(kid));
        JOSEObjectType type = token.getHeader().getType();
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("alg none", new PlainJWT(claims).serialize());
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.HS256, JWSAlgorithm.HS384, JWSAlgorithm.HS512)) {
            byte[] secret = key.toPublicKey().getEncoded();
            forged.put(algorithm + " with the public key", signed(claims, algorithm, kid, type, new MACSigner(secret)));
        }
        forged.put(
                "another RSA key of this name",
                signed(claims, JWSAlgorithm.RS256, kid, type, new RSASSASigner(new RSAKeyGenerator(2048).generate())));
        forged.put(
                "another EC key of this name",
                signed(
                        claims,
                        JWSAlgorithm.ES256,
                        kid,
                        type,
                        new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())));
        Base64URL[] parts = token.getParsedParts();
        forged.put("no signature", parts[0] + "." + parts[1] + ".");
        JWTClaimsSet longer = new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofDays(1))))
                .build();
        forged.put("other claims", parts[0] + "." + longer.toPayload().toBase64URL() + "." + parts[2]);
        return forged;
    }

    private static String signed(
            JWTClaimsSet claims, JWSAlgorithm algorithm, String kid, JOSEObjectType type, JWSSigner signer)
            throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(kid).type(type).build(), claims);
        token.sign(signer);
        return token.serialize();
    }

    /** With another header, but the signature that it had. */
    private static String renamed(String token) throws Exception {
        SignedJWT parsed = SignedJWT.parse(token);
        JWSHeader header = new JWSHeader.Builder(parsed.getHeader())
                .type(new JOSEObjectType("at+jwt"))
                .build();
        Base64URL[] parts = parsed.getParsedParts();
        return header.toBase64URL() + "." + parts[1] + "." + parts[2];
    }

    private static String keycloakIdToken(String person) {
        return REQUESTS.send(Requests.form(
                        AT.realm() + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "spark-developer",
                                "username", person,
                                "password", person,
                                "scope", "openid")))
                .text("id_token");
    }

    private boolean isActive(String token) {
        return integration.introspect(token).json().path("active").asBoolean();
    }
}
