package org.sparkall.auth.expiry;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.auth.expiry.ExpiringRows.Expiry;

/** Removes expired rows, a batch at a time, so that no table grows for ever and no transaction is long. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int BATCH = 1000;

    private final Jdbi jdbi;
    private final List<ExpiringRows> all;
    private final Clock clock = Clock.systemUTC();

    Housekeeping(Jdbi jdbi, @All List<ExpiringRows> all) {
        this.jdbi = jdbi;
        this.all = all;
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        for (ExpiringRows rows : all) {
            try {
                sweep(rows.expiry());
            } catch (JdbiException e) {
                // The others are to be swept all the same; this one is tried again with the next round.
                LOG.errorf(e, "expired rows of %s stay for now", rows.expiry().table());
            }
        }
    }

    private void sweep(Expiry expiry) {
        int removed;
        do {
            removed = remove(expiry);
        } while (removed == BATCH);
    }

    private int remove(Expiry expiry) {
        // Replicas that sweep at the same time pass over each other's rows. In order, and so few, that no plan reads
        // the table for them.
        return jdbi.withHandle(handle -> handle.createUpdate(
                        "DELETE FROM <table> WHERE ctid = ANY (ARRAY("
                                + "SELECT ctid FROM <table> WHERE <column> < :before ORDER BY <column> LIMIT <batch> FOR UPDATE SKIP LOCKED))")
                .define("table", expiry.table())
                .define("column", expiry.column())
                .define("batch", BATCH)
                .bind("before", clock.instant().minus(expiry.memory()).atOffset(ZoneOffset.UTC))
                .execute());
    }
}
