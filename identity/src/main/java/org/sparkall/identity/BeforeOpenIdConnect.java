package org.sparkall.identity;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Knows of some requests who sent them, before OpenID Connect is asked; the others, and all challenges, are OpenID Connect's. */
public abstract class BeforeOpenIdConnect implements HttpAuthenticationMechanism {

    private final OidcAuthenticationMechanism oidc;

    /**
     * Made by CDI.
     *
     * @param oidc the mechanism of Quarkus
     */
    protected BeforeOpenIdConnect(OidcAuthenticationMechanism oidc) {
        this.oidc = oidc;
    }

    /** Finds out who sent a request, by OpenID Connect unless a subclass knows better. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return oidc.authenticate(request, providers);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return oidc.getChallenge(request);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext request) {
        return oidc.getCredentialTransport(request);
    }
}
