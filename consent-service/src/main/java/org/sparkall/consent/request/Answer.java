package org.sparkall.consent.request;

import java.util.List;
import java.util.UUID;

/**
 * What a person answered to one request, for auth-service to fetch.
 *
 * @param granted whether they agreed, perhaps to a part
 * @param consentId their consent, and {@code revision} its revision with this answer in it
 * @param scopes what of this request they agreed to, in normal form
 * @param expanded the scopes that opens for them
 */
record Answer(
        UUID requestId,
        String reference,
        String person,
        String clientId,
        boolean granted,
        UUID consentId,
        long revision,
        int catalogVersion,
        List<String> scopes,
        List<String> expanded) {

    Answer {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }
}
