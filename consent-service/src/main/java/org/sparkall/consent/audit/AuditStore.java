package org.sparkall.consent.audit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.audit.AuditEntry.Party;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.ReceivedEvent;

/** The trail's entries. They are only added, but for those who are erased and for what is too old to be kept. */
@ApplicationScoped
class AuditStore {

    private static final String QUESTION = """
            SELECT position, event_id, source, happened_at, action, actor_kind, actor_id, target_kind, target_id,
                   organization, changes, reason
            FROM audit_entry WHERE position < :before
            AND (CAST(:action AS text) IS NULL OR action = :action)
            AND (CAST(:actor AS text) IS NULL OR actor_id = :actor)
            AND (CAST(:targetKind AS text) IS NULL OR target_kind = :targetKind)
            AND (CAST(:target AS text) IS NULL OR target_id = :target)
            AND (CAST(:organization AS text) IS NULL OR organization = :organization)
            AND (CAST(:since AS timestamptz) IS NULL OR happened_at >= :since)
            AND (CAST(:until AS timestamptz) IS NULL OR happened_at < :until)
            ORDER BY position DESC LIMIT :limit
            """;

    private final Jdbi jdbi;
    private final ErasedActors erased;

    AuditStore(Jdbi jdbi, ErasedActors erased) {
        this.jdbi = jdbi;
        this.erased = erased;
    }

    void add(Handle tx, ReceivedEvent<AuditEvent> event) {
        AuditEvent entry = event.data();
        String actor = entry.actor().id();
        tx.createUpdate("INSERT INTO audit_entry (event_id, source, happened_at, action, actor_kind, actor_id,"
                        + " target_kind, target_id, organization, changes, reason)"
                        + " VALUES (:id, :source, :at, :action, :actorKind, :actor, :targetKind, :target,"
                        + " :organization, :changes, :reason)")
                .bind("id", event.id())
                .bind("source", event.source())
                .bind("at", event.time().atOffset(ZoneOffset.UTC))
                .bind("action", entry.action())
                .bind("actorKind", entry.actor().kind().wireName())
                .bind("actor", actor == null || erased.contains(tx, actor) ? null : actor)
                .bind("targetKind", entry.target().kind().wireName())
                .bind("target", entry.target().id())
                .bind("organization", entry.organization())
                .bindArray("changes", String.class, entry.changes())
                .bind("reason", entry.reason())
                .execute();
    }

    /** The newest entries first. */
    List<AuditEntry> find(AuditQuestion question) {
        return jdbi.withHandle(handle -> handle.createQuery(QUESTION)
                .bind("before", question.before())
                .bind("action", question.action())
                .bind("actor", question.actor())
                .bind("targetKind", question.targetKind())
                .bind("target", question.target())
                .bind("organization", question.organization())
                .bind("since", sql(question.since()))
                .bind("until", sql(question.until()))
                .bind("limit", question.limit())
                .map((row, context) -> read(row))
                .list());
    }

    /**
     * Deletes some of what is older.
     *
     * @return how many
     */
    int deleteOlder(Instant than, int limit) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "DELETE FROM audit_entry WHERE position IN"
                                + " (SELECT position FROM audit_entry WHERE happened_at < :than ORDER BY happened_at LIMIT :limit)")
                .bind("than", sql(than))
                .bind("limit", limit)
                .execute());
    }

    /** Forgets whom it had to remember for their erasure, when no event of theirs can come any more. */
    void sweepErased() {
        jdbi.useHandle(erased::sweep);
    }

    private static @Nullable OffsetDateTime sql(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("source"),
                row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                row.getString("action"),
                new Party(row.getString("actor_kind"), row.getString("actor_id")),
                new Party(row.getString("target_kind"), row.getString("target_id")),
                row.getString("organization"),
                List.of((String[]) row.getArray("changes").getArray()),
                row.getString("reason"));
    }
}
