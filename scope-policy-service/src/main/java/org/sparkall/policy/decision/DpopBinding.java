package org.sparkall.policy.decision;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import com.nimbusds.oauth2.sdk.dpop.verifiers.AccessTokenValidationException;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPIssuer;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProofUse;
import com.nimbusds.oauth2.sdk.dpop.verifiers.DPoPProtectedResourceRequestVerifier;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InMemoryDPoPSingleUseChecker;
import com.nimbusds.oauth2.sdk.dpop.verifiers.InvalidDPoPProofException;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.util.singleuse.AlreadyUsedException;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks that who showed a token holds the key it is bound to (RFC 9449 section 7). A proof is good once in its lifetime, at each replica;
 * nonces are the resource server's own matter.
 */
@ApplicationScoped
class DpopBinding {

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.PS256, JWSAlgorithm.RS256);
    private static final long MAX_SKEW_SECONDS = 30;
    private static final long MAX_AGE_SECONDS = 300;
    private static final long PURGE_SECONDS = 30;
    /** Used proofs that are remembered, some 100 bytes each; when that many are, no more are taken. */
    private static final int MOST_PROOFS = 200_000;

    private final InMemoryDPoPSingleUseChecker used =
            new InMemoryDPoPSingleUseChecker(MAX_AGE_SECONDS + 2 * MAX_SKEW_SECONDS, PURGE_SECONDS);
    private final DPoPProtectedResourceRequestVerifier verifier =
            new DPoPProtectedResourceRequestVerifier(ALGORITHMS, MAX_SKEW_SECONDS, MAX_AGE_SECONDS, this::markUsed);

    /** Whether a token is bound to something, whatever it is. */
    static boolean isBound(JWTClaimsSet claims) {
        return claims.getClaim("cnf") != null;
    }

    /**
     * Whether the token came as it must: a bound one with a proof of its key for that very request, a bearer token without any. A token that
     * is bound in another way than by a DPoP key is not taken.
     */
    boolean holds(JWTClaimsSet claims, String clientId, ShownToken shown) {
        if (!isBound(claims)) return shown.proof().isEmpty();
        JWKThumbprintConfirmation key = JWKThumbprintConfirmation.parse(claims);
        if (key == null || shown.proof().isEmpty()) return false;
        ShownToken.Proof proof = shown.proof().get();
        try {
            SignedJWT jwt = SignedJWT.parse(proof.proof());
            verifier.verify(
                    proof.method(),
                    URI.create(proof.address()),
                    new DPoPIssuer(clientId),
                    jwt,
                    new DPoPAccessToken(shown.token()),
                    key,
                    nonces(jwt),
                    null);
            return true;
        } catch (InvalidDPoPProofException
                | AccessTokenValidationException
                | ParseException
                | JOSEException
                | IllegalArgumentException e) {
            return false;
        }
    }

    /** The verifier refuses a nonce that it was not told; which one is right only the resource server knows, which gave it. */
    private static @Nullable Set<Nonce> nonces(SignedJWT proof) throws ParseException {
        String nonce = proof.getJWTClaimsSet().getStringClaim("nonce");
        return nonce == null || nonce.isEmpty() ? null : Set.of(new Nonce(nonce));
    }

    private void markUsed(DPoPProofUse use) throws AlreadyUsedException {
        if (used.getCacheSize() >= MOST_PROOFS) throw new AlreadyUsedException("Too many proofs to remember another.");
        used.markAsUsed(use);
    }

    @PreDestroy
    void close() {
        used.shutdown();
    }
}
