package org.sparkall.auth.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.Grants;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;

/** Judges access tokens that are shown at endpoints of this service itself. */
@ApplicationScoped
public class StandingTokens {

    private final AccessTokenVerifier verifier;
    private final Grants grants;
    private final IntegrationRegistry registry;

    StandingTokens(AccessTokenVerifier verifier, Grants grants, IntegrationRegistry registry) {
        this.verifier = verifier;
        this.grants = grants;
        this.registry = registry;
    }

    /**
     * What a token says, if it verifies, a person granted it, the grant stands and its integration is enabled.
     *
     * @param scope a scope that the token must carry and the grant must still hold, for {@link Found#hasScope}
     */
    public Optional<Found> find(String token, String scope) {
        return verifier.verify(token)
                .filter(claims -> claims.getClaim(AccessTokens.GRANT_ID) != null)
                .map(PresentedToken::of)
                .filter(it -> registry.byClientId(it.clientId())
                        .filter(Integration::isEnabled)
                        .isPresent())
                .flatMap(it -> grants.standing(it.grantId()).map(grant -> new Found(it, holds(it, grant, scope))));
    }

    private static boolean holds(PresentedToken token, Grant grant, String scope) {
        return token.scopes().contains(scope) && grant.scopes().contains(scope);
    }

    /** A good token, and whether it has the scope that was asked about. */
    public record Found(PresentedToken token, boolean hasScope) {}
}
