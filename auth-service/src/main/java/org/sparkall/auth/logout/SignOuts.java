package org.sparkall.auth.logout;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;

/** Ends the session of a person who said so. Keycloak ends it for every service; here it ends with the answer. */
@ApplicationScoped
public class SignOuts {

    private final LogoutPages pages;
    private final LogoutSettings settings;
    private final SecurityIdentity identity;
    private final OidcSession session;
    private final Clock clock = Clock.systemUTC();

    SignOuts(LogoutPages pages, LogoutSettings settings, SecurityIdentity identity, OidcSession session) {
        this.pages = pages;
        this.settings = settings;
        this.identity = identity;
        this.session = session;
    }

    /**
     * Ends it for a page of this service's own.
     *
     * @param returnTo where the browser goes afterwards
     */
    public Response end(URI returnTo) {
        LogoutFlow flow = new LogoutFlow(
                null, returnTo.toString(), null, null, null, clock.instant().plus(settings.flowLifetime()));
        return SignedInSession.of(identity).map(it -> end(flow, it)).orElseGet(LogoutPages::expired);
    }

    Response end(LogoutFlow flow, SignedInSession person) {
        session.logout().await().indefinitely();
        return pages.toKeycloak(flow, person);
    }
}
