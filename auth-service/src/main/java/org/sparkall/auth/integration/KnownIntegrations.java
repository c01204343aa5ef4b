package org.sparkall.auth.integration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.sparkall.events.EventLoop;

/**
 * Integrations kept in memory: every request of one needs it. PostgreSQL tells every replica of a change once it is committed (a trigger
 * notifies); the replica that made it forgets by itself. A replica trusts what it keeps for as long as it hears its own notifications, sent
 * every second: where none come, as behind a pool that shares connections among transactions, or while the database is out of reach, it asks
 * the database each time.
 */
@ApplicationScoped
class KnownIntegrations {

    /** The trigger's, in the migrations. */
    private static final String CHANNEL = "integration_changed";
    /** What no client identifier is. */
    private static final String HEARTBEAT = "";

    private static final int MOST = 5_000;
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(1);
    private static final Duration TRUST = Duration.ofSeconds(3);

    private final Jdbi jdbi;
    private final IntegrationStore store;
    private final EventLoop loop = new EventLoop("integration-changes");
    /** One that is being read while it is forgotten is forgotten after that. */
    private final Cache<String, Integration> kept =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** When the last heartbeat was sent that came back, of {@link System#nanoTime}. */
    private volatile long heard = System.nanoTime() - TRUST.toNanos();

    KnownIntegrations(Jdbi jdbi, IntegrationStore store) {
        this.jdbi = jdbi;
        this.store = store;
    }

    void start(@Observes StartupEvent event) {
        loop.start(this::listen);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** The integration of this client identifier, deleted ones too. */
    Optional<Integration> byClientId(String clientId) {
        if (!isTrusted()) return read(clientId);
        return Optional.ofNullable(kept.get(clientId, it -> read(it).orElse(null)));
    }

    /** The same, if that is kept and may be trusted. */
    Optional<Integration> inMemory(String clientId) {
        return isTrusted() ? Optional.ofNullable(kept.getIfPresent(clientId)) : Optional.empty();
    }

    private boolean isTrusted() {
        return System.nanoTime() - heard < TRUST.toNanos();
    }

    private Optional<Integration> read(String clientId) {
        return jdbi.withHandle(handle -> store.byClientId(handle, clientId));
    }

    /** Says that a transaction changes this one: once it is committed, nobody here is shown how it was. */
    void changing(Handle tx, String clientId) {
        tx.afterCommit(() -> kept.invalidate(clientId));
    }

    private void listen() {
        try {
            jdbi.useHandle(this::listen);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private void listen(Handle handle) throws SQLException {
        handle.execute("LISTEN " + CHANNEL);
        // Of what changed before, nobody told.
        kept.invalidateAll();
        PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
        try {
            while (loop.isRunning()) hear(handle, connection);
        } finally {
            heard = System.nanoTime() - TRUST.toNanos();
            unlisten(handle);
        }
    }

    /** Others use the connection next. */
    private static void unlisten(Handle handle) {
        try {
            handle.execute("UNLISTEN " + CHANNEL);
        } catch (JdbiException e) {
            // It is broken, and the pool lets it go.
        }
    }

    /** Sends a heartbeat, and listens until it is time for the next. */
    private void hear(Handle handle, PGConnection connection) throws SQLException {
        long sent = System.nanoTime();
        handle.createQuery("SELECT pg_notify(:channel, :heartbeat)")
                .bind("channel", CHANNEL)
                .bind("heartbeat", HEARTBEAT)
                .mapTo(String.class)
                .one();
        long left = BETWEEN_HEARTBEATS.toMillis();
        while (left > 0 && loop.isRunning()) {
            for (PGNotification it : connection.getNotifications((int) left)) {
                if (!it.getParameter().equals(HEARTBEAT)) {
                    kept.invalidate(it.getParameter());
                } else if (it.getPID() == connection.getBackendPID()) {
                    heard = sent;
                    loop.succeeded();
                }
            }
            left = BETWEEN_HEARTBEATS.toMillis()
                    - Duration.ofNanos(System.nanoTime() - sent).toMillis();
        }
    }

    /** The connection broke; a new one is tried. */
    private static final class UncheckedSqlException extends RuntimeException {
        UncheckedSqlException(SQLException e) {
            super(e);
        }
    }
}
