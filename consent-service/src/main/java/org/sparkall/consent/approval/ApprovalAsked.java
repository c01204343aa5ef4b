package org.sparkall.consent.approval;

import java.util.List;

/**
 * A person asks the administrators of their organisation to grant scopes that they cannot grant themselves.
 *
 * @param organization the alias of the person's organisation
 * @param person the person's subject at Keycloak
 * @param scopes admin and compliance scopes
 */
public record ApprovalAsked(
        String organization, String person, String clientId, String integrationName, List<String> scopes) {

    public ApprovalAsked {
        scopes = List.copyOf(scopes);
    }
}
