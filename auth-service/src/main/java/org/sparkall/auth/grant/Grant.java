package org.sparkall.auth.grant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a person granted an integration, as it stands now.
 *
 * @param consentId the consent it rests on
 * @param consentRevision the consent's revision that it was opened or last changed under; 0 for grants of before this was kept
 * @param signIn who granted it, and how they had signed in
 * @param scopes the scopes as granted, in normal form
 * @param expanded the scopes that opens for this person
 * @param complete whether the person held all that its aggregates cover when they signed in: only then does what is new join
 * @param catalogVersion the catalog version it follows: that of its consent, then that of the refresh at which something joined or left
 * @param resources the resource servers its tokens may be for (RFC 8707); empty when it is not restricted to any
 * @param dpopKey the thumbprint of the key that its refresh tokens are bound to; null when they are not (RFC 9449 section 5)
 */
public record Grant(
        UUID id,
        UUID consentId,
        long consentRevision,
        String clientId,
        SignIn signIn,
        List<String> scopes,
        List<String> expanded,
        boolean complete,
        int catalogVersion,
        List<String> resources,
        @Nullable String dpopKey) {

    public Grant {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
        resources = List.copyOf(resources);
    }

    /** The person's subject at Keycloak. */
    public String person() {
        return signIn.person();
    }

    /** The person's organisation, when they have one. */
    public Optional<String> organization() {
        return signIn.organization();
    }

    /** The same grant with fewer scopes. */
    Grant narrowedTo(List<String> fewer, List<String> fewerExpanded) {
        return following(fewer, fewerExpanded, catalogVersion);
    }

    /** The same grant under this version of the catalog. */
    Grant following(List<String> itsScopes, List<String> opened, int version) {
        return new Grant(
                id,
                consentId,
                consentRevision,
                clientId,
                signIn,
                itsScopes,
                opened,
                complete,
                version,
                resources,
                dpopKey);
    }
}
