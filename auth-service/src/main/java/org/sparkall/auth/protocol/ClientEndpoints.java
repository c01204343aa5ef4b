package org.sparkall.auth.protocol;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Set;
import org.sparkall.identity.BeforeOpenIdConnect;

/**
 * Leaves OpenID Connect out where clients ask who identify themselves (RFC 6749 section 2.3) and show no bearer token: there is nobody for it
 * to find, and to find that out costs a tenth of the answer.
 */
@Alternative
@Priority(1)
@Singleton
public class ClientEndpoints extends BeforeOpenIdConnect {

    private static final Set<String> PATHS = Set.of("/v1/access_token", "/v1/introspect", "/v1/revoke", "/v1/par");
    private static final String BASIC = "Basic ";

    ClientEndpoints(OidcAuthenticationMechanism oidc) {
        super(oidc);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return isClients(request) ? Uni.createFrom().nullItem() : super.authenticate(request, providers);
    }

    private static boolean isClients(RoutingContext request) {
        if (!PATHS.contains(request.normalizedPath())) return false;
        String authorization = request.request().getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null || authorization.startsWith(BASIC);
    }
}
