package org.sparkall.auth.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.key.SigningAlgorithm;
import org.sparkall.key.TokenSigner;

/** Mints ID tokens (OpenID Connect Core section 2): who signed in, when and how, and nothing else of the person. */
@ApplicationScoped
class IdTokens {

    /** The scope that asks for one. */
    static final String SCOPE = "openid";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TokenSigner signer;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    IdTokens(TokenSigner signer, TokenSettings settings) {
        this.signer = signer;
        this.settings = settings;
    }

    /**
     * Mints one.
     *
     * @param algorithm what the integration has them signed with
     * @param nonce of the authorization request; null when it had none, and at refresh
     * @param accessToken the token beside it
     */
    String mint(SigningAlgorithm algorithm, Grant grant, @Nullable String nonce, AccessToken accessToken) {
        Instant now = clock.instant();
        SignIn signIn = grant.signIn();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer().toString())
                .subject(grant.person())
                .audience(grant.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("auth_time", signIn.authenticatedAt().getEpochSecond())
                .claim("acr", signIn.acr())
                .claim("sid", signIn.sessionId())
                .claim("nonce", nonce)
                .claim(
                        "at_hash",
                        Objects.requireNonNull(AccessTokenHash.compute(accessToken, algorithm.jws(), null))
                                .getValue())
                .build();
        return signer.sign(algorithm, JOSEObjectType.JWT, claims).serialize();
    }
}
