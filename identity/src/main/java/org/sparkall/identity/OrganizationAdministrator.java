package org.sparkall.identity;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who may speak for an organisation: a member of it with the realm role {@value #ROLE}. */
public final class OrganizationAdministrator {

    public static final String ROLE = "organization-administrator";

    private OrganizationAdministrator() {}

    /** The alias of the organisation that the caller administers; empty for everybody else. */
    public static Optional<String> organization(SecurityIdentity caller) {
        return caller.hasRole(ROLE) && caller.getPrincipal() instanceof JsonWebToken token
                ? OrganizationClaim.alias(token)
                : Optional.empty();
    }
}
