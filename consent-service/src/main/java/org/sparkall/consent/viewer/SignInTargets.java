package org.sparkall.consent.viewer;

import io.quarkus.oidc.OidcConfigurationMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.sparkall.pages.FormTargets;

/** Where forms may lead a browser that stay at this service: to itself, by a new sign-in if their session has run out. */
@ApplicationScoped
public class SignInTargets {

    private final OidcConfigurationMetadata keycloak;

    SignInTargets(OidcConfigurationMetadata keycloak) {
        this.keycloak = keycloak;
    }

    public FormTargets get() {
        // Keycloak's address as browsers know it, which need not be the one that this service uses.
        String signIn = keycloak.getAuthorizationUri();
        return signIn == null ? FormTargets.selfAnd() : FormTargets.selfAnd(URI.create(signIn));
    }
}
