package org.sparkall.consent.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One revision of a consent, as it was written down.
 *
 * @param event what happened, as its event's type says
 * @param actorId stands for who acted, when it was not the person; whom it stands for is kept elsewhere
 * @param personCommitment SHA-256 over the consent's salt and the person's subject, in hexadecimal: binds the entry to them as long as the salt is there
 * @param organization the alias of the person's organisation, when they have one
 * @param integrationName how the integration called itself
 * @param approved which of the scopes an administrator granted
 * @param expiry when it was to end: {@code none}, {@code fixed} or {@code unused}
 * @param expiryDays after how many days; empty for {@code none}
 * @param wording the hash of the words the person was shown; empty when they were shown none
 * @param reason why, in the words of who acted
 */
public record HistoryEntry(
        UUID consentId,
        long revision,
        String event,
        Actor.Kind actor,
        Optional<UUID> actorId,
        String personCommitment,
        String clientId,
        Optional<String> organization,
        String integrationName,
        String state,
        List<String> scopes,
        List<String> expanded,
        List<String> approved,
        boolean complete,
        String expiry,
        Optional<Integer> expiryDays,
        int catalogVersion,
        Optional<String> wording,
        Optional<String> reason,
        Instant happenedAt) {

    /** How the names begin that persons have after they were erased. */
    public static final String NAMELESS = "erased-";

    public HistoryEntry {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
        approved = List.copyOf(approved);
    }

    /** All of it as bytes that differ when anything does. */
    byte[] canonical() {
        return new CanonicalBytes()
                .text(consentId.toString())
                .number(revision)
                .text(event)
                .text(actor.wireName())
                .text(actorId.map(UUID::toString).orElse(""))
                .text(personCommitment)
                .text(clientId)
                .text(organization.orElse(""))
                .text(integrationName)
                .text(state)
                .texts(scopes)
                .texts(expanded)
                .texts(approved)
                .number(complete ? 1 : 0)
                .text(expiry)
                .number(expiryDays.orElse(0))
                .number(catalogVersion)
                .text(wording.orElse(""))
                .text(reason.orElse(""))
                .text(happenedAt.toString())
                .bytes();
    }
}
