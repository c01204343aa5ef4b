package org.sparkall.auth.authorization;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.identity.OrganizationClaim;

/** Who signed in at Keycloak, and the scopes they hold there (rule R7). */
@RequestScoped
class SignedInPerson {

    private final SecurityIdentity identity;
    private final OidcSession session;

    SignedInPerson(SecurityIdentity identity, OidcSession session) {
        this.identity = identity;
        this.session = session;
    }

    SignIn signIn() {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        Object authTime = token.getClaim("auth_time");
        return new SignIn(
                token.getSubject(),
                OrganizationClaim.aliases(token).stream().findFirst().orElse(null),
                authTime instanceof Number seconds
                        ? Instant.ofEpochSecond(seconds.longValue())
                        : Instant.ofEpochSecond(token.getIssuedAtTime()),
                token.getClaim("acr"),
                token.getClaim("sid"));
    }

    /** When Keycloak said what they hold. */
    Instant toldAt() {
        return Instant.ofEpochSecond(((JsonWebToken) identity.getPrincipal()).getIssuedAtTime());
    }

    /** The realm roles that came back; scopes are roles of the same name. */
    Set<String> roles() {
        return identity.getRoles();
    }

    /** Forgets them here, so that they are sent to Keycloak again. */
    void forget() {
        session.logout().await().indefinitely();
    }
}
