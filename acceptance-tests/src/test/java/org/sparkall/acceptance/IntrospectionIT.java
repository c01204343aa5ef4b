package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Introspection (RFC 7662, RFC 9701). */
class IntrospectionIT {

    private static final String JWT = "application/token-introspection+jwt";

    @Test
    void whoAcceptsAJwtIsAnsweredWithOneForThemAlone() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply reply = introspect(granted.integration(), granted.accessToken(), JWT);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith(JWT);
        SignedJWT answer = verified(reply.body());
        JWTClaimsSet claims = answer.getJWTClaimsSet();
        assertThat(answer.getHeader().getType()).hasToString("token-introspection+jwt");
        assertThat(claims.getIssuer()).isEqualTo(AT.auth());
        assertThat(claims.getAudience()).containsExactly(granted.integration().clientId());
        assertThat(claims.getClaims()).doesNotContainKeys("sub", "exp").containsKey("iat");
        assertThat(claims.getJSONObjectClaim("token_introspection"))
                .containsEntry("active", true)
                .containsEntry("client_id", granted.integration().clientId())
                .containsEntry("token_type", "Bearer")
                .doesNotContainKey("username");
    }

    @Test
    void aPlatformServiceIsAnsweredWithAJwtInItsName() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply reply = REQUESTS.send(Requests.form(AT.auth() + "/v1/introspect", Map.of("token", granted.accessToken()))
                .header("Accept", JWT)
                .header("Authorization", "Bearer " + API.platformToken()));
        assertThat(verified(reply.body()).getJWTClaimsSet().getAudience()).containsExactly("spark-platform");
    }

    @Test
    void theJwtOfATokenOfSomebodyElseSaysInactiveAndNothingMore() throws Exception {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply reply = introspect(registered("spark:all"), granted.accessToken(), JWT);
        assertThat(verified(reply.body()).getJWTClaimsSet().getJSONObjectClaim("token_introspection"))
                .containsExactly(Map.entry("active", false));
    }

    @Test
    void whoAcceptsAnythingIsAnsweredWithJson() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        Reply reply = introspect(granted.integration(), granted.accessToken(), "*/*");
        assertThat(reply.json().path("active").asBoolean()).isTrue();
    }

    @Test
    void whoDoesNotAuthenticateLearnsNothing() {
        Reply reply = REQUESTS.send(Requests.form(
                        AT.auth() + "/v1/introspect", Map.of("token", "x", "client_id", "x", "client_secret", "x"))
                .header("Accept", JWT));
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text("error")).isEqualTo("invalid_client");
    }

    private static SignedJWT verified(String text) throws Exception {
        SignedJWT jwt = SignedJWT.parse(text);
        JWKSet keys = JWKSet.load(URI.create(AT.auth() + "/v1/jwks").toURL());
        assertThat(jwt.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey())))
                .isTrue();
        return jwt;
    }

    private static Reply introspect(IntegrationClient integration, String token, String accept) {
        return integration.send("/v1/introspect", Map.of("token", token), Map.of("Accept", accept));
    }
}
