package org.sparkall.acceptance.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A moment in which a service dies. A lock in its database holds it there: what waits for the lock is where it shall be, and is killed
 * before the lock is let go.
 */
enum Step {
    /** The change is made, its event is not written yet. */
    BEFORE_COMMIT("LOCK TABLE outbox IN EXCLUSIVE MODE", "INSERT INTO outbox%"),
    /** The change and its event are committed, and nobody has published it. */
    BEFORE_PUBLISHING("SELECT pg_advisory_xact_lock(hashtext('sparkall.outbox'))", ""),
    /** Kafka has the event, and the outbox still has it, too. */
    AFTER_PUBLISHING("LOCK TABLE outbox IN SHARE MODE", "DELETE FROM outbox%"),
    /** An event of another service has come, and is not taken in yet. */
    WHILE_CONSUMING("LOCK TABLE inbox IN EXCLUSIVE MODE", "INSERT INTO inbox%");

    /** How long something may take to run into the lock: nothing may, when another fault keeps it away. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final String lock;
    private final String waiting;

    Step(String lock, String waiting) {
        this.lock = lock;
        this.waiting = waiting;
    }

    /** Those that a service goes through: scope-policy-service keeps what it hears in memory. */
    static List<Step> of(String service) {
        return service.equals("scope-policy-service")
                ? List.of(BEFORE_COMMIT, BEFORE_PUBLISHING, AFTER_PUBLISHING)
                : List.of(values());
    }

    /** The database of a service. */
    static String database(String service) {
        return switch (service) {
            case "auth-service" -> "auth";
            case "consent-service" -> "consent";
            default -> "policy";
        };
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Kills whichever replicas come to this step, and returns their names; none when none came. */
    List<String> victims(Cluster cluster, String service) throws Exception {
        String database = database(service);
        List<String> victims = new ArrayList<>();
        try (Connection holder = DriverManager.getConnection(cluster.database(database));
                Connection observer = DriverManager.getConnection(cluster.database(database));
                Statement lockSql = holder.createStatement();
                Statement sql = observer.createStatement()) {
            holder.setAutoCommit(false);
            lockSql.execute("SET lock_timeout = '4s'");
            lockSql.execute(lock);
            Instant deadline = Instant.now().plus(PATIENCE);
            while (victims.isEmpty() && Instant.now().isBefore(deadline)) {
                Thread.sleep(20);
                if (this == BEFORE_PUBLISHING) {
                    if (hasEvents(sql)) victims.addAll(List.of(service, Cluster.replica(service)));
                } else {
                    victims.addAll(waiters(sql));
                }
            }
            for (String victim : victims) cluster.kill(victim);
            holder.rollback();
        } catch (SQLException e) {
            // Another fault has the database, or keeps the lock from being had.
        }
        return victims;
    }

    private static boolean hasEvents(Statement sql) throws SQLException {
        try (ResultSet rows = sql.executeQuery("SELECT 1 FROM outbox LIMIT 1")) {
            return rows.next();
        }
    }

    /** Sessions bear the name of their replica. */
    private List<String> waiters(Statement sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("""
                SELECT DISTINCT application_name FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%s'
                """.formatted(waiting))) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
