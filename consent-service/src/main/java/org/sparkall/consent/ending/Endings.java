package org.sparkall.consent.ending;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Consents;

/** Begins such work, tells how far it is, and does it piece by piece: whoever grants something meanwhile waits for nobody. */
@ApplicationScoped
public class Endings {

    private static final String COLUMNS = "id, organization, client_id, total, done, reason, started_at, finished_at";

    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentEndings endings;
    private final ConsentHistory history;
    private final Clock clock = Clock.systemUTC();

    Endings(Jdbi jdbi, Consents consents, ConsentEndings endings, ConsentHistory history) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.endings = endings;
        this.history = history;
    }

    /**
     * Begins to end all that stands; when that goes on already, it is the same work.
     *
     * @param total how many consents stand
     * @param administrator the subject of who has it done
     * @param reason why; empty when they do not say
     */
    public Ending begin(
            String organization, String clientId, long total, String administrator, Optional<String> reason) {
        return jdbi.inTransaction(tx -> {
            UUID actor = history.actorId(tx, Actor.administrator(administrator)).orElseThrow();
            tx.createUpdate(
                            "INSERT INTO organization_ending (id, organization, client_id, total, done, actor_id, reason,"
                                    + " started_at) VALUES (:id, :organization, :client, :total, 0, :actor, :reason, :now)"
                                    + " ON CONFLICT (organization, client_id) WHERE finished_at IS NULL DO NOTHING")
                    .bind("id", UUID.randomUUID())
                    .bind("organization", organization)
                    .bind("client", clientId)
                    .bind("total", total)
                    .bind("actor", actor)
                    .bind("reason", reason.orElse(null))
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .execute();
            return tx.createQuery("SELECT " + COLUMNS + " FROM organization_ending WHERE organization = :organization"
                            + " AND client_id = :client AND finished_at IS NULL")
                    .bind("organization", organization)
                    .bind("client", clientId)
                    .map((row, context) -> read(row))
                    .one();
        });
    }

    /** Such work of an organisation. */
    public Optional<Ending> find(String organization, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS
                        + " FROM organization_ending WHERE id = :id AND organization = :organization")
                .bind("id", id)
                .bind("organization", organization)
                .map((row, context) -> read(row))
                .findOne());
    }

    List<Ending> running() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM organization_ending WHERE finished_at IS NULL ORDER BY started_at")
                .map((row, context) -> read(row))
                .list());
    }

    /**
     * Does a piece of the work.
     *
     * @param after the last consent of the piece before; null at first
     * @return the last consent of this piece; empty when there is nothing left
     */
    Optional<UUID> step(Ending work, Optional<UUID> after) {
        List<Consent> some =
                consents.standingInOrganization(work.organization(), work.clientId(), after.orElse(null), BATCH);
        if (some.isEmpty()) {
            finish(work);
            return Optional.empty();
        }
        List<Consent> old = some.stream()
                .filter(it -> it.life().changedAt().isBefore(work.startedAt()))
                .toList();
        jdbi.useTransaction(tx -> {
            Cause cause = cause(tx, work);
            old.forEach(it -> endings.withdraw(tx, it.id(), cause.actor(), cause.reason()));
            tx.createUpdate("UPDATE organization_ending SET done = done + :some WHERE id = :id")
                    .bind("some", old.size())
                    .bind("id", work.id())
                    .execute();
        });
        return Optional.of(some.getLast().id());
    }

    private record Cause(Actor actor, Optional<String> reason) {}

    private static Cause cause(Handle tx, Ending work) {
        return tx.createQuery("SELECT coalesce(a.subject, '') AS subject, e.reason FROM organization_ending e"
                        + " JOIN consent_actor a ON a.id = e.actor_id WHERE e.id = :id")
                .bind("id", work.id())
                .map((row, context) -> new Cause(
                        Actor.administrator(row.getString("subject")), Optional.ofNullable(row.getString("reason"))))
                .one();
    }

    private void finish(Ending work) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "UPDATE organization_ending SET finished_at = :now WHERE id = :id AND finished_at IS NULL")
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("id", work.id())
                .execute());
    }

    private static Ending read(ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Ending(
                row.getObject("id", UUID.class),
                row.getString("organization"),
                row.getString("client_id"),
                row.getLong("total"),
                row.getLong("done"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(finished).map(OffsetDateTime::toInstant));
    }
}
