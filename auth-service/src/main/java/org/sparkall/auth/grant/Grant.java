package org.sparkall.auth.grant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person granted an integration, as it stands now.
 *
 * @param consentId the consent it rests on
 * @param person the person's subject at Keycloak
 * @param organization the person's organisation, when they have one
 * @param scopes the scopes as granted, in normal form
 * @param expanded the scopes that opens for this person
 * @param catalogVersion the catalog version it was given under
 */
public record Grant(
        UUID id,
        UUID consentId,
        String clientId,
        String person,
        Optional<String> organization,
        List<String> scopes,
        List<String> expanded,
        int catalogVersion) {

    public Grant {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }

    /** The same grant with fewer scopes. */
    Grant narrowedTo(List<String> fewer, List<String> fewerExpanded) {
        return new Grant(id, consentId, clientId, person, organization, fewer, fewerExpanded, catalogVersion);
    }
}
