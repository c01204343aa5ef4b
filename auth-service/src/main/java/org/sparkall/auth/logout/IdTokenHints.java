package org.sparkall.auth.logout;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.key.KeyRing;
import org.sparkall.key.SigningAlgorithm;

/**
 * Verifies ID tokens that integrations give back at logout (OpenID Connect RP-Initiated Logout section 2): of this issuer, for one
 * integration. They may have expired: a logout comes long after the sign-in.
 */
@ApplicationScoped
class IdTokenHints {

    /** An integration may have changed its mind since. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Arrays.stream(SigningAlgorithm.values()).map(SigningAlgorithm::jws).collect(Collectors.toUnmodifiableSet());

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * What a hint says.
     *
     * @param sessionId null when the ID token named none
     */
    record Hint(String clientId, String person, @Nullable String sessionId) {}

    IdTokenHints(KeyRing keys, TokenSettings settings) {
        String issuer = settings.issuer().toString();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                ALGORITHMS, (selector, context) -> selector.select(keys.publicKeys())));
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            boolean complete = issuer.equals(claims.getIssuer())
                    && claims.getSubject() != null
                    && claims.getAudience().size() == 1;
            if (!complete) throw new BadJWTException("not an ID token of this issuer");
        });
    }

    /** The hint; empty for everything that this issuer did not sign as an ID token, or no longer holds the key of. */
    Optional<Hint> verify(JWT hint) {
        try {
            JWTClaimsSet claims = processor.process(hint, null);
            return Optional.of(
                    new Hint(claims.getAudience().getFirst(), claims.getSubject(), claims.getStringClaim("sid")));
        } catch (BadJOSEException | JOSEException | ParseException e) {
            return Optional.empty();
        }
    }
}
