package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContextTokensTest {

    /** Nobody is there: whoever asks the issuer itself gets no keys. */
    private static final String ISSUER = "http://localhost:1";

    private final ECKey key = key();
    private HttpServer inside;

    @BeforeEach
    void serveTheKeys() throws IOException {
        inside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        inside.createContext("/v1/jwks", exchange -> {
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        inside.start();
    }

    @AfterEach
    void stop() {
        inside.stop(0);
    }

    @Test
    void keysComeFromInsideAndTheIssuerIsStillTheOneThatTokensName() throws Exception {
        ContextTokens tokens = new ContextTokens(settings(), new DpopBinding());
        assertThat(tokens.verify(shown(ISSUER)))
                .map(ContextTokens.Claims::person)
                .contains("person");
        assertThat(tokens.verify(shown("http://127.0.0.1:" + inside.getAddress().getPort())))
                .isEmpty();
    }

    private TokenSettings settings() {
        return new SmallRyeConfigBuilder()
                .withMapping(TokenSettings.class)
                .withDefaultValue("sparkall.token.issuer", ISSUER)
                .withDefaultValue(
                        "sparkall.token.jwks-url",
                        "http://127.0.0.1:" + inside.getAddress().getPort() + "/v1/jwks")
                .withDefaultValue("sparkall.token.audience", "spark-api")
                .build()
                .getConfigMapping(TokenSettings.class);
    }

    private ShownToken shown(String issuer) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject("person")
                        .audience("spark-api")
                        .claim("client_id", "client")
                        .claim("grant_id", "grant")
                        .claim("scope", "spark:rooms_read")
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        token.sign(new ECDSASigner(key));
        return new ShownToken(token.serialize(), Optional.empty());
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("key").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
