package org.sparkall.consent.page;

import io.quarkus.oidc.OidcConfigurationMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.stream.Stream;
import org.sparkall.consent.request.Challenge;
import org.sparkall.pages.FormTargets;

/** Where the answer to a question may lead a browser: back to auth-service, by a new sign-in if need be, and to the integration. */
@ApplicationScoped
class AnswerTargets {

    private final OidcConfigurationMetadata keycloak;

    AnswerTargets(OidcConfigurationMetadata keycloak) {
        this.keycloak = keycloak;
    }

    FormTargets of(Challenge challenge) {
        // Keycloak's address as browsers know it, which need not be the one that this service uses.
        return FormTargets.selfAnd(
                Stream.of(challenge.returnUri(), keycloak.getAuthorizationUri(), challenge.redirectUri())
                        .flatMap(Stream::ofNullable)
                        .map(URI::create)
                        .toArray(URI[]::new));
    }
}
