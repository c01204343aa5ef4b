package org.sparkall.auth.logout;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets no browser in on a session that ended at Keycloak: it is sent to sign in again. */
public class EndedSessionFilter {

    private final EndedSessions ended;
    private final SecurityIdentity identity;
    private final OidcSession session;

    EndedSessionFilter(EndedSessions ended, SecurityIdentity identity, OidcSession session) {
        this.ended = ended;
        this.identity = identity;
        this.session = session;
    }

    @ServerRequestFilter
    public Optional<Response> check(ContainerRequestContext request) {
        return SignedInSession.of(identity)
                .map(SignedInSession::sessionId)
                .filter(ended::contains)
                .map(it -> signInAgain(request));
    }

    private Response signInAgain(ContainerRequestContext request) {
        session.logout().await().indefinitely();
        return Response.seeOther(request.getUriInfo().getRequestUri())
                .header("Cache-Control", "no-store")
                .build();
    }
}
