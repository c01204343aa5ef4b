package org.sparkall.identity;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who may speak for an organisation: a member of it, and of no other, with the realm role {@value #ROLE}. The role is one of the realm: which of
 * several organisations gave it cannot be seen.
 */
public final class OrganizationAdministrator {

    public static final String ROLE = "organization-administrator";

    private OrganizationAdministrator() {}

    /**
     * The alias of the organisation that the caller administers; empty for everybody else.
     *
     * @throws OrganizationsUnknownException their token does not say whose member they are
     */
    public static Optional<String> organization(SecurityIdentity caller) {
        if (!caller.hasRole(ROLE) || !(caller.getPrincipal() instanceof JsonWebToken token)) return Optional.empty();
        List<String> aliases = OrganizationClaim.aliases(token);
        return aliases.size() == 1 ? Optional.of(aliases.getFirst()) : Optional.empty();
    }
}
