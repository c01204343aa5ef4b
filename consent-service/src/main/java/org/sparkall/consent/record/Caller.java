package org.sparkall.consent.record;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.sparkall.consent.history.Actor;
import org.sparkall.identity.OrganizationAdministrator;

/** Who calls the API: a person, perhaps an administrator of their organisation. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    private JsonWebToken token() {
        return (JsonWebToken) identity.getPrincipal();
    }

    /** Their subject at Keycloak. */
    public String subject() {
        return token().getSubject();
    }

    /** The organisation that the caller administers; empty for everybody else. */
    public Optional<String> administeredOrganization() {
        return OrganizationAdministrator.organization(identity);
    }

    /** In which capacity the caller does something to a consent that they may touch. */
    Actor actor(Consent consent) {
        return consent.person().equals(subject()) ? Actor.person() : Actor.administrator(subject());
    }

    /** Whether this consent is the caller's, or of somebody in the organisation they administer. */
    public boolean mayTouch(Consent consent) {
        return consent.person().equals(subject())
                || administeredOrganization()
                        .filter(it -> consent.organization().filter(it::equals).isPresent())
                        .isPresent();
    }
}
