package org.sparkall.consent.approval;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person asked the administrators of their organisation to grant them.
 *
 * @param organization the alias of the organisation
 * @param person the person's subject at Keycloak
 * @param scopes admin and compliance scopes that the person could not grant
 * @param personName what the person is called; empty when nobody knows
 * @param justification why, in the person's words
 * @param decidedAt when it was decided; empty as long as it waits
 * @param reason why, in the administrator's words
 */
public record ApprovalRequest(
        UUID id,
        String organization,
        String person,
        String clientId,
        String integrationName,
        List<String> scopes,
        Optional<String> personName,
        Optional<String> justification,
        State state,
        Instant requestedAt,
        Optional<Instant> decidedAt,
        Optional<String> reason) {

    public ApprovalRequest {
        scopes = List.copyOf(scopes);
    }

    /** What became of it. */
    public enum State {
        PENDING,
        APPROVED,
        REFUSED,
        /** The person took back all that they agreed to before anybody decided. */
        GONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
