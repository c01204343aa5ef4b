package org.sparkall.consent.viewer;

import io.quarkus.oidc.OidcConfigurationMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.stream.Stream;
import org.sparkall.pages.FormTargets;

/** Where forms may lead a browser that stay at this service: to itself, by a new sign-in if their session has run out. */
@ApplicationScoped
public class SignInTargets {

    private final OidcConfigurationMetadata keycloak;

    SignInTargets(OidcConfigurationMetadata keycloak) {
        this.keycloak = keycloak;
    }

    /** The service's own pages alone. */
    public FormTargets get() {
        return and(Stream.empty());
    }

    /** Those, and wherever else the form may lead. */
    public FormTargets and(Stream<URI> others) {
        // Keycloak's address as browsers know it, which need not be the one that this service uses.
        Stream<URI> keycloaks =
                Stream.ofNullable(keycloak.getAuthorizationUri()).map(URI::create);
        return FormTargets.selfAnd(Stream.concat(keycloaks, others).toArray(URI[]::new));
    }
}
