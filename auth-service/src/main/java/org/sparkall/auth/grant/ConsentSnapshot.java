package org.sparkall.auth.grant;

import java.util.List;
import java.util.UUID;

/**
 * A person's consent at one revision, as far as this grant makes use of it.
 *
 * @param scopes the scopes granted, in normal form
 * @param expanded the scopes that opens for the person
 */
public record ConsentSnapshot(
        UUID consentId, long revision, int catalogVersion, List<String> scopes, List<String> expanded) {

    public ConsentSnapshot {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }
}
