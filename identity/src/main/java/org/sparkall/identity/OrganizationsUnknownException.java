package org.sparkall.identity;

import org.sparkall.problem.UnavailableException;

/** Keycloak's realm lacks what says whose organisation's rules hold for a person: nothing is decided without it. */
public final class OrganizationsUnknownException extends UnavailableException {

    OrganizationsUnknownException() {
        super("Keycloak's token has no claim " + OrganizationClaim.NAME
                + ": its client lacks the client scope spark-organizations");
    }
}
