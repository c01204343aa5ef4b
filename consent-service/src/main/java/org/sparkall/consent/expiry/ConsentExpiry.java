package org.sparkall.consent.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.cluster.OnceInCluster;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Consents;

/**
 * Ends consents whose time has run out, the longest overdue first. What is due stands in the database, so nothing is lost with a replica;
 * the work goes in small transactions, so that nobody who grants something meanwhile waits.
 */
@ApplicationScoped
class ConsentExpiry {

    private static final Logger LOG = Logger.getLogger(ConsentExpiry.class);
    private static final int BATCH = 50;

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentEndings endings;
    private final OnceInCluster cluster;
    private final Counter expired;

    ConsentExpiry(Jdbi jdbi, Consents consents, ConsentEndings endings, OnceInCluster cluster, MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.endings = endings;
        this.cluster = cluster;
        this.expired = metrics.counter("sparkall.consents.expired");
    }

    @Scheduled(
            every = "${sparkall.consent.expiry.check-interval:PT10S}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void endWhatIsDue() {
        cluster.run("expiry", () -> {
            long ended = 0;
            int now;
            do {
                now = endSome();
                ended += now;
            } while (now > 0);
            if (ended > 0) LOG.infof("%d consents have expired", ended);
        });
    }

    /** Ends a batch; those that somebody works on just now are left for the next time. */
    private int endSome() {
        List<Consent> due = consents.due(BATCH);
        if (due.isEmpty()) return 0;
        int ended = jdbi.inTransaction(
                tx -> (int) due.stream().filter(it -> endings.expire(tx, it)).count());
        expired.increment(ended);
        return ended;
    }
}
