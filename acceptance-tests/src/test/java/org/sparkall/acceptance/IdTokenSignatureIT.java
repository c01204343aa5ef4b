package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.register;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;

/** What signs ID tokens, as a client sees it that takes one algorithm and no other. */
class IdTokenSignatureIT {

    private static final URI KEYS = URI.create(AT.auth() + "/v1/jwks");

    @Test
    void anIdTokenIsSignedWithRs256WhenNothingWasRegistered() throws Exception {
        verify(grant("alice", registered("openid"), "openid"), JWSAlgorithm.RS256);
    }

    @Test
    void anIdTokenIsSignedWithEs256WhenThatWasRegistered() throws Exception {
        IntegrationClient integration = registered(Map.of("id_token_signed_response_alg", "ES256"), "openid");
        verify(grant("alice", integration, "openid"), JWSAlgorithm.ES256);
    }

    @Test
    void noOtherAlgorithmCanBeRegistered() {
        for (String algorithm : new String[] {"none", "HS256", "PS256", "rs256", ""}) {
            assertThat(register(Map.of("id_token_signed_response_alg", algorithm), "openid")
                            .status())
                    .as(algorithm)
                    .isEqualTo(400);
        }
    }

    @Test
    void everyPublishedKeySaysWhatItIsFor() throws Exception {
        JWKSet keys = JWKSet.load(KEYS.toURL());
        assertThat(keys.getKeys()).allSatisfy(it -> {
            assertThat(it.getKeyUse()).isEqualTo(KeyUse.SIGNATURE);
            assertThat(it.isPrivate()).isFalse();
        });
        assertThat(keys.getKeys())
                .extracting(it -> it.getKeyType() + " " + it.getAlgorithm())
                .containsOnly("EC ES256", "RSA RS256");
    }

    private static void verify(Granted granted, JWSAlgorithm algorithm) throws Exception {
        ClientID clientId = new ClientID(granted.integration().clientId());
        IDTokenClaimsSet claims = new IDTokenValidator(new Issuer(AT.auth()), clientId, algorithm, KEYS.toURL())
                .validate(SignedJWT.parse(granted.tokens().path("id_token").asText()), null);
        BearerAccessToken accessToken = new BearerAccessToken(granted.accessToken());
        assertThat(claims.getAccessTokenHash()).isEqualTo(AccessTokenHash.compute(accessToken, algorithm, null));
        assertThat(SignedJWT.parse(granted.accessToken()).getHeader().getAlgorithm())
                .isEqualTo(JWSAlgorithm.ES256);
    }
}
