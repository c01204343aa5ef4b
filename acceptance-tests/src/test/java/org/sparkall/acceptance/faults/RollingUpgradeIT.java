package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sparkall.localstack.suite.ServiceSettings;

/**
 * All replicas of all services are replaced while people grant and withdraw, and no request fails. Which builds replace which is told by
 * {@code -Dfaults.apps=<older> -Dupgrade.apps=<newer>}; without, every replica is replaced by its like.
 */
@ExtendWith(ClusterExtension.class)
class RollingUpgradeIT {

    private static final long SEED = 1;
    private static final int BEFORE_AND_AFTER_MILLIS = 5_000;

    private final Cluster cluster;

    RollingUpgradeIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void noRequestFails() throws Exception {
        String newer = System.getProperty("upgrade.apps");
        if (newer != null) cluster.build(Path.of(newer).toRealPath());
        // Services of before 0.1.0 do not tell their callers that they are about to end.
        boolean ingress = Boolean.getBoolean("upgrade.ingress");
        try (Trial trial = Trial.of(cluster, SEED)) {
            Thread.sleep(BEFORE_AND_AFTER_MILLIS);
            everyTable("ADD COLUMN of_the_next_version text");
            roll(ingress);
            Thread.sleep(BEFORE_AND_AFTER_MILLIS);
            List<String> violations = trial.violations();
            everyTable("DROP COLUMN of_the_next_version");
            Ledger ledger = trial.ledger();
            Report.say("rolling upgrade: %s; %d failed; %d violations"
                    .formatted(ledger, ledger.failures(), violations.size()));
            assertThat(violations).isEmpty();
            assertThat(ledger.failures())
                    .as("failed: %s %s", ledger, ledger.unanswered())
                    .isZero();
            assertThat(ledger.of("granted")).isPositive();
            assertThat(ledger.of("withdrawn")).isPositive();
        }
    }

    /** What a release's migrations do most often, while the replicas of the version before work on. */
    private void everyTable(String change) throws SQLException {
        for (String database : List.of("auth", "consent", "policy")) {
            try (Connection connection = DriverManager.getConnection(cluster.database(database));
                    Statement sql = connection.createStatement()) {
                List<String> tables = new ArrayList<>();
                try (ResultSet rows = sql.executeQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'")) {
                    while (rows.next()) tables.add(rows.getString(1));
                }
                for (String table : tables) sql.execute("ALTER TABLE " + table + " " + change);
            }
        }
    }

    /** As a release does, all at once. */
    private void roll(boolean ingress) throws Exception {
        List<Future<?>> rolls = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (String service : ServiceSettings.SERVICES) {
                rolls.add(threads.submit(() -> {
                    cluster.roll(service, ingress);
                    return null;
                }));
            }
            for (Future<?> roll : rolls) roll.get();
        }
    }
}
