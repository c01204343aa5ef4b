package org.sparkall.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.security.TestSecurity;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.TokenSigner;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(KeyRotationTest.Fast.class)
@TestSecurity(user = "ops", roles = "key-operator")
class KeyRotationTest {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final int MINTERS = 4;

    /** The same rules in seconds. */
    public static final class Fast implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sparkall.keys.jwks-max-age", MAX_AGE.toString(),
                    "sparkall.keys.publish-ahead", "PT2S",
                    "sparkall.keys.publish-ahead-on-command", "PT2.5S");
        }
    }

    @Inject
    AccessTokens tokens;

    @Inject
    AccessTokenVerifier verifier;

    @Inject
    TokenSigner signer;

    @TestHTTPResource("/v1/jwks")
    URL jwks;

    @TestHTTPResource("/v1/keys")
    URI operations;

    @Test
    void noTokenIsRefusedWhileKeysRotateUnderLoad() throws Exception {
        // A machine under load may be slow to fetch; that is not what this is about.
        JWKSource<SecurityContext> library = JWKSourceBuilder.create(jwks)
                .cache(MAX_AGE.toMillis(), 10_000)
                .refreshAheadCache(false)
                .rateLimited(false)
                .retrying(true)
                .build();
        Snapshots patient = new Snapshots(jwks);
        Set<String> signers = ConcurrentHashMap.newKeySet();
        Set<String> rsaSigners = ConcurrentHashMap.newKeySet();
        AtomicInteger verified = new AtomicInteger();
        Instant end = Instant.now().plus(LOAD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < MINTERS; i++) {
                running.add(threads.submit(() -> {
                    while (Instant.now().isBefore(end)) {
                        String token = mint();
                        signers.add(SignedJWT.parse(token).getHeader().getKeyID());
                        processor(library).process(token, null);
                        processor(patient.current()).process(token, null);
                        String idToken = rsaSigned();
                        rsaSigners.add(SignedJWT.parse(idToken).getHeader().getKeyID());
                        rsaProcessor(library).process(idToken, null);
                        rsaProcessor(patient.current()).process(idToken, null);
                        verified.incrementAndGet();
                        Thread.sleep(2);
                    }
                    return null;
                }));
            }
            while (Instant.now().isBefore(end)) {
                post("/rotation").then().statusCode(200);
                Thread.sleep(500);
            }
            // A token that was refused has thrown, and throws here.
            for (Future<?> minter : running) minter.get();
        }
        assertThat(verified.get()).isGreaterThan(1000);
        assertThat(signers).as("keys that signed").hasSizeGreaterThanOrEqualTo(4);
        assertThat(rsaSigners).as("RSA keys that signed").hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void tokensOfACompromisedKeyAreRefusedAtOnceAndAnotherKeySigns() throws Exception {
        String token = mint();
        String kid = SignedJWT.parse(token).getHeader().getKeyID();
        assertThat(verifier.verify(token)).isPresent();
        String rsaKey = SignedJWT.parse(rsaSigned()).getHeader().getKeyID();
        String answer =
                post("/" + kid + "/compromise").then().statusCode(200).extract().asString();
        assertThat(answer).contains("\"compromised\"").doesNotContain("\"d\"");
        assertThat(verifier.verify(token)).isEmpty();
        assertThat(JWKSet.load(jwks).getKeyByKeyId(kid)).isNull();
        // Keys of the other algorithm are trusted as before, whichever of them signs by now.
        assertThat(JWKSet.load(jwks).getKeyByKeyId(rsaKey)).isNotNull();
        String next = mint();
        assertThat(SignedJWT.parse(next).getHeader().getKeyID()).isNotEqualTo(kid);
        assertThat(verifier.verify(next)).isPresent();
    }

    private io.restassured.response.Response post(String path) {
        return RestAssured.given().post(operations + path);
    }

    private String mint() {
        return tokens.mint(AccessTokenDraft.ofClient("client", List.of(), List.of("spark-api"), null))
                .token()
                .getValue();
    }

    private String rsaSigned() {
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("person").build();
        return signer.sign(SigningAlgorithm.RS256, JOSEObjectType.JWT, claims).serialize();
    }

    private static DefaultJWTProcessor<SecurityContext> processor(JWKSource<SecurityContext> keys) {
        return processor(AccessTokens.TYPE, JWSAlgorithm.ES256, keys);
    }

    private static DefaultJWTProcessor<SecurityContext> rsaProcessor(JWKSource<SecurityContext> keys) {
        return processor(JOSEObjectType.JWT, JWSAlgorithm.RS256, keys);
    }

    private static DefaultJWTProcessor<SecurityContext> processor(
            JOSEObjectType type, JWSAlgorithm algorithm, JWKSource<SecurityContext> keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(type));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithm, keys));
        return processor;
    }

    /** A verifier that looks at the key set no more often than it must, and never because a key is unknown. */
    private static final class Snapshots {

        private final URL address;
        private Instant fetched = Instant.EPOCH;
        private JWKSet keys = new JWKSet();

        Snapshots(URL address) {
            this.address = address;
        }

        synchronized JWKSource<SecurityContext> current() throws Exception {
            if (fetched.plus(MAX_AGE).isBefore(Instant.now())) {
                Instant now = Instant.now();
                keys = JWKSet.load(address);
                fetched = now;
            }
            return new ImmutableJWKSet<>(keys);
        }
    }
}
