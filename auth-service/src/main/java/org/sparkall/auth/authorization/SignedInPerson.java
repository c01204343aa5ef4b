package org.sparkall.auth.authorization;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.identity.OrganizationClaim;

/** Who signed in at Keycloak, and the scopes they hold there (rule R7). */
@RequestScoped
class SignedInPerson {

    private final SecurityIdentity identity;

    SignedInPerson(SecurityIdentity identity) {
        this.identity = identity;
    }

    private JsonWebToken idToken() {
        return (JsonWebToken) identity.getPrincipal();
    }

    String subject() {
        return idToken().getSubject();
    }

    /** The realm roles that came back; scopes are roles of the same name. */
    Set<String> roles() {
        return identity.getRoles();
    }

    Optional<String> organization() {
        return OrganizationClaim.alias(idToken());
    }
}
