package org.sparkall.consent.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person said to an integration, as it holds now.
 *
 * @param person the person's subject at Keycloak
 * @param organization the alias of the person's organisation, when they have one
 * @param integrationName how the integration called itself when the person was last asked
 * @param scopes what was granted, in normal form; empty when the consent does not stand
 * @param expanded the scopes that opens for the person
 * @param complete whether the person held all that the aggregates among them cover: then what joins these joins the consent
 * @param catalogVersion the catalog version it was given under
 * @param revision grows by one with each change
 */
public record Consent(
        UUID id,
        String person,
        String clientId,
        Optional<String> organization,
        String integrationName,
        State state,
        List<String> scopes,
        List<String> expanded,
        boolean complete,
        int catalogVersion,
        long revision,
        Instant createdAt,
        Instant changedAt) {

    public Consent {
        scopes = List.copyOf(scopes);
        expanded = List.copyOf(expanded);
    }

    public boolean isGranted() {
        return state == State.GRANTED;
    }

    /** The next revision: the person agreed to this. */
    Consent granted(
            String name,
            Optional<String> itsOrganization,
            List<String> all,
            List<String> opened,
            boolean holdsAll,
            int version,
            Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                itsOrganization,
                name,
                State.GRANTED,
                all,
                opened,
                holdsAll,
                version,
                revision + 1,
                createdAt,
                now);
    }

    /** The next revision: the person turned out to hold all that its aggregates cover. */
    Consent completed(List<String> opened, Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                organization,
                integrationName,
                state,
                scopes,
                opened,
                true,
                catalogVersion,
                revision + 1,
                createdAt,
                now);
    }

    /** The next revision: the person said no. What stands goes on standing. */
    Consent declined(Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                organization,
                integrationName,
                isGranted() ? State.GRANTED : State.DECLINED,
                scopes,
                expanded,
                complete,
                catalogVersion,
                revision + 1,
                createdAt,
                now);
    }

    /** The next revision: fewer scopes; without any it is withdrawn. */
    Consent narrowed(List<String> fewer, List<String> fewerOpened, Instant now) {
        return new Consent(
                id,
                person,
                clientId,
                organization,
                integrationName,
                fewer.isEmpty() ? State.WITHDRAWN : State.GRANTED,
                fewer,
                fewerOpened,
                complete,
                catalogVersion,
                revision + 1,
                createdAt,
                now);
    }
}
