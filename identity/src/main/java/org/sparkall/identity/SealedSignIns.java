package org.sparkall.identity;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.DefaultTokenStateManager;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.quarkus.security.AuthenticationFailedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/**
 * Keeps ID tokens in the browser, compressed and sealed. They name a person's roles, of which there is one for each scope: as they come, those
 * of a long catalog fill more cookies than a server takes, so that nobody could sign in. Where more than the ID token is kept Quarkus keeps it.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class SealedSignIns extends DefaultTokenStateManager {

    private static final String PURPOSE = "sign-in-";

    private final Sealer sealer;

    SealedSignIns(Sealer sealer) {
        this.sealer = sealer;
    }

    @Override
    public Uni<String> createTokenState(
            RoutingContext routing,
            OidcTenantConfig tenant,
            AuthorizationCodeTokens tokens,
            OidcRequestContext<String> context) {
        if (!keepsIdTokenAlone(tenant)) return super.createTokenState(routing, tenant, tokens, context);
        return Uni.createFrom().item(() -> sealer.seal(purpose(tenant), tokens.getIdToken()));
    }

    @Override
    public Uni<AuthorizationCodeTokens> getTokens(
            RoutingContext routing,
            OidcTenantConfig tenant,
            String state,
            OidcRequestContext<AuthorizationCodeTokens> context) {
        if (!keepsIdTokenAlone(tenant)) return super.getTokens(routing, tenant, state, context);
        try {
            String idToken = sealer.open(purpose(tenant), state);
            return Uni.createFrom().item(new AuthorizationCodeTokens(idToken, null, null));
        } catch (BrokenSealException e) {
            return Uni.createFrom().failure(new AuthenticationFailedException(e));
        }
    }

    private static boolean keepsIdTokenAlone(OidcTenantConfig tenant) {
        return tenant.tokenStateManager().strategy() == Strategy.ID_TOKEN;
    }

    /** A cookie of one part of the pages is none of another. */
    private static String purpose(OidcTenantConfig tenant) {
        return PURPOSE + tenant.tenantId().orElseThrow();
    }
}
