package org.sparkall.consent.approval;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** The administrator who decides, and what they hold at this moment: scopes are roles of the same name. */
@RequestScoped
public class Deciding {

    private final SecurityIdentity identity;
    private final CurrentCatalog catalog;

    Deciding(SecurityIdentity identity, CurrentCatalog catalog) {
        this.identity = identity;
        this.catalog = catalog;
    }

    /** @param organization the organisation that they administer */
    public Decision decision(String organization, Optional<String> reason) {
        String subject = identity.getPrincipal() instanceof JsonWebToken token ? token.getSubject() : "";
        return new Decision(organization, subject, held(), reason);
    }

    /** The admin and compliance scopes that they hold. */
    public ScopeSet held() {
        ScopeCatalog rules = catalog.get();
        return rules.knownTexts(identity.getRoles()).intersection(rules.addOns());
    }
}
