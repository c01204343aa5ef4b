package org.sparkall.consent.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Histories in the database. They are only ever added to. */
@ApplicationScoped
public class ConsentHistory {

    static final String COLUMNS =
            "consent_id, revision, event, actor, state, scopes, expanded, catalog_version, happened_at, actor_id,"
                    + " person_commitment, client_id, organization, integration_name, approved, complete, expiry,"
                    + " expiry_days, wording, reason, hash";

    private final ChainHash chain;

    ConsentHistory(ChainHash chain) {
        this.chain = chain;
    }

    /** Adds the next entry of a consent. The caller keeps others from doing the same until the transaction ends. */
    public void append(Handle tx, HistoryEntry entry) {
        SealLock.keepOpen(tx);
        byte[] hash = chain.entry(hashBefore(tx, entry), entry);
        tx.createUpdate("INSERT INTO consent_history (consent_id, revision, event, actor, actor_id, person_commitment,"
                        + " client_id, organization, integration_name, state, scopes, expanded, approved, complete, expiry,"
                        + " expiry_days, catalog_version, wording, reason, happened_at, hash) VALUES (:id, :revision, :event,"
                        + " :actor, CAST(:actorId AS uuid), :commitment, :client, :organization, :name, :state, :scopes, :expanded,"
                        + " :approved, :complete, :expiry, :expiryDays, :version, :wording, :reason, :at, :hash)")
                .bind("id", entry.consentId())
                .bind("revision", entry.revision())
                .bind("event", entry.event())
                .bind("actor", entry.actor().wireName())
                .bind("actorId", entry.actorId().map(UUID::toString).orElse(null))
                .bind("commitment", entry.personCommitment())
                .bind("client", entry.clientId())
                .bind("organization", entry.organization().orElse(null))
                .bind("name", entry.integrationName())
                .bind("state", entry.state())
                .bindArray("scopes", String.class, entry.scopes())
                .bindArray("expanded", String.class, entry.expanded())
                .bindArray("approved", String.class, entry.approved())
                .bind("complete", entry.complete())
                .bind("expiry", entry.expiry())
                .bindByType("expiryDays", entry.expiryDays().orElse(null), Integer.class)
                .bind("version", entry.catalogVersion())
                .bind("wording", entry.wording().orElse(null))
                .bind("reason", entry.reason().orElse(null))
                .bind("at", entry.happenedAt().atOffset(ZoneOffset.UTC))
                .bind("hash", hash)
                .execute();
    }

    private static byte[] hashBefore(Handle tx, HistoryEntry entry) {
        if (entry.revision() == 1) return ChainHash.BEGINNING;
        return tx.createQuery("SELECT hash FROM consent_history WHERE consent_id = :id AND revision = :revision")
                .bind("id", entry.consentId())
                .bind("revision", entry.revision() - 1)
                .mapTo(byte[].class)
                .one();
    }

    /** All that is written of a consent, oldest first. */
    public List<HistoryEntry> of(Handle handle, UUID consentId) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM consent_history WHERE consent_id = :id ORDER BY revision")
                .bind("id", consentId)
                .map((row, context) -> HistoryColumns.read(row))
                .list();
    }

    /** The hashes of a consent's entries, oldest first. */
    public List<byte[]> hashes(Handle handle, UUID consentId) {
        return handle.createQuery("SELECT hash FROM consent_history WHERE consent_id = :id ORDER BY revision")
                .bind("id", consentId)
                .mapTo(byte[].class)
                .list();
    }

    /** Whether the consent's history holds anything but agreement: somebody declined, or took something back. */
    public boolean holdsAnythingBut(Handle handle, UUID consentId, String event) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM consent_history WHERE consent_id = :id AND event <> :event)")
                .bind("id", consentId)
                .bind("event", event)
                .mapTo(Boolean.class)
                .one();
    }

    /** What stands for whoever acts, in histories: the same for all that they do. Empty for the person themselves and for nobody. */
    public Optional<UUID> actorId(Handle tx, Actor actor) {
        return actor.subject().map(subject -> {
            tx.createUpdate("INSERT INTO consent_actor (id, subject) VALUES (:id, :subject) ON CONFLICT DO NOTHING")
                    .bind("id", UUID.randomUUID())
                    .bind("subject", subject)
                    .execute();
            return tx.createQuery("SELECT id FROM consent_actor WHERE subject = :subject")
                    .bind("subject", subject)
                    .mapTo(UUID.class)
                    .one();
        });
    }

    /** Forgets who acted: what stands for them in histories stands for nobody any more. */
    public void forgetActor(Handle tx, String subject) {
        tx.createUpdate("UPDATE consent_actor SET subject = NULL WHERE subject = :subject")
                .bind("subject", subject)
                .execute();
    }
}
