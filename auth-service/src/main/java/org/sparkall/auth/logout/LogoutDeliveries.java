package org.sparkall.auth.logout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The logouts that integrations are still to be told of. Whoever takes one has it for a while; if nothing becomes of it, for instance
 * because the replica ended, it is taken again. So each is delivered at least once, and integrations know repetitions by the {@code jti}.
 */
@ApplicationScoped
class LogoutDeliveries {

    private static final String COLUMNS = "id, client_id, person, session_id, attempts";

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Jdbi jdbi;
    private final LogoutSettings settings;

    LogoutDeliveries(Jdbi jdbi, LogoutSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    void add(Handle tx, String clientId, String person, String sessionId, Instant now) {
        tx.createUpdate("INSERT INTO logout_delivery (id, client_id, person, session_id, next_attempt_at)"
                        + " VALUES (:id, :client, :person, :session, :now)")
                .bind("id", UUID.randomUUID())
                .bind("client", clientId)
                .bind("person", person)
                .bind("session", sessionId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Takes up to {@code limit} that are due; other replicas do not wait for these, and do not get them. */
    List<LogoutDelivery> take(Instant now, int limit) {
        return jdbi.inTransaction(tx -> {
            List<LogoutDelivery> due = due(tx, now, limit);
            due.forEach(it -> postpone(tx, it, now.plus(settings.timeout()).plus(waitAfter(it.attempts()))));
            return due;
        });
    }

    private static List<LogoutDelivery> due(Handle tx, Instant now, int limit) {
        return tx.createQuery("SELECT " + COLUMNS
                        + " FROM logout_delivery WHERE next_attempt_at <= :now ORDER BY next_attempt_at"
                        + " LIMIT :limit FOR UPDATE SKIP LOCKED")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .map((row, context) -> new LogoutDelivery(
                        row.getObject("id", UUID.class),
                        row.getString("client_id"),
                        row.getString("person"),
                        row.getString("session_id"),
                        row.getInt("attempts") + 1))
                .list();
    }

    private static void postpone(Handle tx, LogoutDelivery it, Instant next) {
        tx.createUpdate("UPDATE logout_delivery SET attempts = :attempts, next_attempt_at = :next WHERE id = :id")
                .bind("id", it.id())
                .bind("attempts", it.attempts())
                .bind("next", next.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Doubles with each attempt. */
    private Duration waitAfter(int attempts) {
        Duration wait = settings.firstRetry().multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /** Nothing is left to do for this one. */
    void remove(UUID id) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM logout_delivery WHERE id = :id")
                .bind("id", id)
                .execute());
    }
}
