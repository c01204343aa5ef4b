package org.sparkall.consent.history;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.cluster.OnceInCluster;

/**
 * Seals what was written since the seal before: a history that ends early, or a consent that is gone with all its entries, breaks a seal.
 * Whoever writes a seal's number and hash down elsewhere (the log has them) can show later that nothing before it was touched.
 */
@ApplicationScoped
class HistorySealing {

    private static final Logger LOG = Logger.getLogger(HistorySealing.class);

    private final Jdbi jdbi;
    private final SealStore store;
    private final ChainHash chain;
    private final OnceInCluster cluster;
    private final Clock clock = Clock.systemUTC();

    HistorySealing(Jdbi jdbi, SealStore store, ChainHash chain, OnceInCluster cluster) {
        this.jdbi = jdbi;
        this.store = store;
        this.chain = chain;
        this.cluster = cluster;
    }

    @Scheduled(
            every = "${sparkall.consent.record.seal-interval:PT1M}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sealOnTime() {
        cluster.run("sealing", this::seal);
    }

    /** Seals all that is written. */
    void seal() {
        long upTo = jdbi.inTransaction(tx -> {
            SealLock.waitForWriters(tx);
            return store.lastPosition(tx);
        });
        jdbi.inTransaction(tx -> seal(tx, upTo))
                .ifPresent(it -> LOG.infof(
                        "consent history sealed: seal %d over %d entries, %s", it.number(), it.entries(), it.hash()));
    }

    private Optional<Seal> seal(Handle tx, long upTo) {
        Optional<Seal> before = store.newest(tx);
        long number = before.map(Seal::number).orElse(0L) + 1;
        SealedEntries entries = store.entries(tx, before.map(Seal::upTo).orElse(0L), upTo);
        if (entries.count() == 0) return Optional.empty();
        Seal seal = new Seal(
                number,
                upTo,
                entries.count(),
                HexFormat.of().formatHex(chain.seal(hash(before), entries.summary(number, upTo))),
                clock.instant());
        store.insert(tx, seal);
        return Optional.of(seal);
    }

    static byte[] hash(Optional<Seal> before) {
        return before.map(it -> HexFormat.of().parseHex(it.hash())).orElse(ChainHash.BEGINNING);
    }
}
