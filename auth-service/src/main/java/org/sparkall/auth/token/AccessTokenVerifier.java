package org.sparkall.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;
import org.sparkall.key.KeyRing;
import org.sparkall.key.SignatureProvider;
import org.sparkall.key.SigningAlgorithm;

/** Verifies access tokens of this issuer: signature, type, issuer, audience and expiry (RFC 9068 section 4). */
@ApplicationScoped
class AccessTokenVerifier {

    private static final int MOST = 5_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final KeyRing keys;
    private final Audiences audiences;
    /** By the tokens' hashes: who shows a token shows it often, and to verify its signature takes longer than all else. */
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MOST).build();

    AccessTokenVerifier(KeyRing keys, SignatureProvider provider, TokenSettings settings, Audiences audiences) {
        this.keys = keys;
        this.audiences = audiences;
        DefaultJWSVerifierFactory signatures = new DefaultJWSVerifierFactory();
        signatures.getJCAContext().setProvider(provider.of(SigningAlgorithm.ES256));
        processor.setJWSVerifierFactory(signatures);
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(AccessTokens.TYPE, AccessTokens.PLAIN_TYPE));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                SigningAlgorithm.ES256.jws(), (selector, context) -> selector.select(keys.publicKeys())));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                audiences.known(),
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                Set.of("sub", "exp", "iat", "jti", AccessTokens.CLIENT_ID),
                null);
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** The claims of a token that verifies; empty for everything else. */
    Optional<JWTClaimsSet> verify(String token) {
        String hash = new Secret(token).hash().hex();
        Verified known = verified.getIfPresent(hash);
        if (known != null && stillHolds(known)) return Optional.of(known.claims);
        // Until the answer says otherwise.
        if (known != null) verified.invalidate(hash);
        Optional<Verified> now = verifyNow(token);
        now.ifPresent(it -> verified.put(hash, it));
        return now.map(Verified::claims);
    }

    private Optional<Verified> verifyNow(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = processor.process(jwt, null);
            // Other JWTs of ours have the plain type too: it is an access token's only where that was chosen.
            boolean typed = AccessTokens.TYPE.equals(jwt.getHeader().getType());
            return typed || audiences.arePlain(claims.getAudience())
                    ? Optional.of(new Verified(claims, jwt.getHeader().getKeyID()))
                    : Optional.empty();
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** What does not change with time of a token that was verified once. */
    private record Verified(JWTClaimsSet claims, String keyId) {}

    private boolean stillHolds(Verified token) {
        return Instant.now().isBefore(token.claims.getExpirationTime().toInstant())
                && keys.publicKeys().getKeyByKeyId(token.keyId) != null;
    }
}
