package org.sparkall.consent.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sparkall.consent.cluster.OnceInCluster;

/** Deletes entries that have been kept for as long as they are to be. */
@ApplicationScoped
class AuditRetention {

    private static final int BATCH = 1_000;

    private final AuditStore store;
    private final OnceInCluster cluster;
    private final Duration retention;
    private final Clock clock = Clock.systemUTC();

    /** @param retention how long entries are kept */
    AuditRetention(
            AuditStore store,
            OnceInCluster cluster,
            @ConfigProperty(name = "sparkall.audit.retention", defaultValue = "P400D") Duration retention) {
        this.store = store;
        this.cluster = cluster;
        this.retention = retention;
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        cluster.run("audit-retention", () -> {
            int deleted;
            do {
                deleted = store.deleteOlder(clock.instant().minus(retention), BATCH);
            } while (deleted == BATCH);
            store.sweepErased();
        });
    }
}
