package org.sparkall.auth.page;

import io.quarkus.oidc.OidcConfigurationMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.sparkall.auth.consent.ConsentPages;
import org.sparkall.pages.FormTargets;

/** Where the forms of a signed-in person lead: on here, to a new sign-in, and to the page that asks them. */
@ApplicationScoped
public class FlowTargets {

    private final ConsentPages consents;
    private final OidcConfigurationMetadata keycloak;

    FlowTargets(ConsentPages consents, OidcConfigurationMetadata keycloak) {
        this.consents = consents;
        this.keycloak = keycloak;
    }

    /** The targets; Keycloak says itself which address browsers know it by. */
    public FormTargets get() {
        return FormTargets.selfAnd(consents.address(), URI.create(keycloak.getAuthorizationUri()));
    }
}
