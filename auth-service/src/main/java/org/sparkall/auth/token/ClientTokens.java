package org.sparkall.auth.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.dpop.JWKThumbprintConfirmation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;

/** Judges access tokens with which integrations speak for themselves (RFC 6749 section 4.4), shown at endpoints of this service. */
@ApplicationScoped
public class ClientTokens {

    private final AccessTokenVerifier verifier;
    private final RevokedAccessTokens revoked;
    private final IntegrationRegistry registry;

    ClientTokens(AccessTokenVerifier verifier, RevokedAccessTokens revoked, IntegrationRegistry registry) {
        this.verifier = verifier;
        this.revoked = revoked;
        this.registry = registry;
    }

    /**
     * A good token.
     *
     * @param dpopKey the thumbprint of the key it is bound to; null for a bearer token
     */
    public record ClientToken(
            Integration client,
            Set<String> scopes,
            @Nullable String dpopKey) {}

    /** What a token says, if it verifies, no person granted it, it was not revoked, and its integration is enabled. */
    public Optional<ClientToken> find(String token) {
        return verifier.verify(token)
                .filter(claims -> claims.getClaim(AccessTokens.GRANT_ID) == null)
                .filter(claims -> !revoked.contains(claims.getJWTID()))
                .flatMap(claims -> registry.byClientId(claims.getSubject())
                        .filter(Integration::isEnabled)
                        .map(client -> new ClientToken(
                                client, Set.copyOf(ScopeClaim.of(claims).names()), dpopKey(claims))));
    }

    private static @Nullable String dpopKey(JWTClaimsSet claims) {
        JWKThumbprintConfirmation confirmation = JWKThumbprintConfirmation.parse(claims);
        return confirmation == null ? null : confirmation.getValue().toString();
    }
}
