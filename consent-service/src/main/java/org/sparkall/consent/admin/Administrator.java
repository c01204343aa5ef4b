package org.sparkall.consent.admin;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.identity.OrganizationAdministrator;

/** The administrator who looks at the pages. Whatever they do at auth-service, they do with their own token. */
@RequestScoped
class Administrator {

    private final SecurityIdentity identity;

    Administrator(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** The alias of the organisation that they administer; empty when they administer none. */
    Optional<String> organization() {
        return OrganizationAdministrator.organization(identity);
    }

    String subject() {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "";
    }

    /** The header with which auth-service knows them. */
    String bearer() {
        AccessTokenCredential credential = identity.getCredential(AccessTokenCredential.class);
        return "Bearer " + (credential == null ? "" : credential.getToken());
    }
}
