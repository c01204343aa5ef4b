package org.sparkall.policy.decision;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * Verifies the access tokens that callers hand in: signature, type, issuer, audience, {@code exp} and {@code nbf} (RFC 9068 section 4), and
 * that a bound one came with its proof (RFC 9449 section 7).
 */
@ApplicationScoped
class ContextTokens {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Set<String> plain;
    private final DpopBinding binding;

    ContextTokens(TokenSettings settings, DpopBinding binding) throws MalformedURLException {
        this.binding = binding;
        this.plain = settings.plainJwtAudience().orElse(Set.of());
        if (!settings.audience().containsAll(plain)) {
            throw new IllegalArgumentException(
                    "sparkall.token.plain-jwt-audience must be among sparkall.token.audience");
        }
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(ACCESS_TOKEN, JOSEObjectType.JWT));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.ES256,
                JWKSourceBuilder.create(settings.jwksUrl().toURL())
                        .retrying(true)
                        .build()));
        DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(
                settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build(),
                Set.of("sub", "exp", "client_id", "grant_id", "scope"),
                Set.of());
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
    }

    /**
     * What a token says of a grant.
     *
     * @param abridged whether it does not name what its aggregates open, which would make it too long to be sent
     * @param bound whether it is good with a proof of its key only
     */
    record Claims(
            String person,
            String clientId,
            String grantId,
            List<String> scopes,
            boolean abridged,
            Instant expiresAt,
            boolean bound) {

        /** The most that the token can stand for; what of it is open the consent says. */
        ScopeSet limit(ScopeCatalog catalog) {
            ScopeSet named = catalog.knownTexts(scopes);
            return abridged ? catalog.expand(named) : named;
        }
    }

    /** The claims of a token that verifies; empty for everything else, and when the key set cannot be had. */
    Optional<Claims> verify(ShownToken shown) {
        try {
            SignedJWT token = SignedJWT.parse(shown.token());
            JWTClaimsSet claims = processor.process(token, null);
            String clientId = claims.getStringClaim("client_id");
            if (!hasItsType(token, claims) || !binding.holds(claims, clientId, shown)) return Optional.empty();
            return Optional.of(new Claims(
                    claims.getSubject(),
                    clientId,
                    claims.getStringClaim("grant_id"),
                    List.of(claims.getStringClaim("scope").split(" ")),
                    Boolean.TRUE.equals(claims.getClaim("scope_abridged")),
                    claims.getExpirationTime().toInstant(),
                    DpopBinding.isBound(claims)));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    /** The type {@code JWT} is taken for such audiences only as do not know the other one. */
    private boolean hasItsType(SignedJWT token, JWTClaimsSet claims) {
        return ACCESS_TOKEN.equals(token.getHeader().getType()) || plain.containsAll(claims.getAudience());
    }
}
