package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Consents to be looked at. */
@ApplicationScoped
public class Consents {

    private final Jdbi jdbi;
    private final ConsentStore store;

    Consents(Jdbi jdbi, ConsentStore store) {
        this.jdbi = jdbi;
        this.store = store;
    }

    /** The consent between this person and this integration, whatever became of it. */
    public Optional<Consent> between(String person, String clientId) {
        return jdbi.withHandle(handle -> store.between(handle, person, clientId));
    }

    /** The consent with this id. */
    public Optional<Consent> find(UUID id) {
        return jdbi.withHandle(handle -> store.find(handle, id));
    }

    /**
     * A page of a person's consents, whatever became of them, in the order of their ids.
     *
     * @param organization only those that were given in this organisation; null for all
     * @param after the last of the page before
     */
    public List<Consent> page(String person, @Nullable String organization, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> store.page(handle, person, organization, after, limit));
    }

    /** The ids of all consents of a person, seen by a transaction of the caller's. */
    public List<UUID> ofPerson(Handle tx, String person) {
        return store.page(tx, person, null, null, Integer.MAX_VALUE).stream()
                .map(Consent::id)
                .toList();
    }

    /** Whose consent it is, or was before they were erased; seen by a transaction of the caller's. */
    public Optional<String> person(Handle tx, UUID id) {
        return store.find(tx, id).map(Consent::person);
    }

    /** A person's consents: those that stand first, and of each the newest first. */
    public List<Consent> newest(String person, int limit) {
        return jdbi.withHandle(handle -> store.newest(handle, person, limit));
    }

    /**
     * A page of an organisation's standing consents to an integration, in the order of their ids.
     *
     * @param after the last of the page before
     */
    public List<Consent> standingInOrganization(String organization, String clientId, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> store.standingInOrganization(handle, organization, clientId, after, limit));
    }

    /** Some of the standing consents to an integration. */
    public List<Consent> standingOfIntegration(String clientId, int limit) {
        return jdbi.withHandle(handle -> store.standingOfIntegration(handle, clientId, limit));
    }

    /** Standing consents whose time has run out, the longest overdue first. */
    public List<Consent> due(int limit) {
        return jdbi.withHandle(handle -> store.due(handle, limit));
    }

    /** Standing consents that will end within this time and of which nobody was told yet: from now on somebody is. */
    public List<Consent> markWarned(Handle tx, Duration within, int limit) {
        return store.markWarned(tx, within, limit);
    }

    /** What is mixed into the commitment to the person, in hexadecimal; empty once they are erased. */
    public String salt(Handle handle, UUID id) {
        return store.salt(handle, id);
    }
}
