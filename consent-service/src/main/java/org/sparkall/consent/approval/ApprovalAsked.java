package org.sparkall.consent.approval;

import java.util.List;
import java.util.Optional;

/**
 * A person asks the administrators of their organisation to grant scopes that they cannot grant themselves.
 *
 * @param organization the alias of the person's organisation
 * @param person the person's subject at Keycloak
 * @param scopes admin and compliance scopes
 * @param personName what the person is called; empty when nobody knows
 * @param justification why, in the person's words
 */
public record ApprovalAsked(
        String organization,
        String person,
        String clientId,
        String integrationName,
        List<String> scopes,
        Optional<String> personName,
        Optional<String> justification) {

    public ApprovalAsked {
        scopes = List.copyOf(scopes);
    }
}
