package org.sparkall.policy.realm;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.policy.realm.RealmSettings.Sync;

/**
 * Lets the realm follow the catalog: when a version is published, when a replica starts, and every now and then. Of several replicas one
 * at a time does so. What fails is tried again, after a pause that grows.
 */
@ApplicationScoped
class RealmSync {

    private static final String COLUMNS = "version, checked_at, drift";

    private static final Logger LOG = Logger.getLogger(RealmSync.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final RealmKeeper realm;
    private final CurrentCatalog catalog;
    private final RealmSettings settings;
    private final Counter failures;
    private final Counter repairs;
    private final Clock clock = Clock.systemUTC();
    private final AtomicInteger drift = new AtomicInteger();
    private final AtomicInteger followed = new AtomicInteger();
    /** The rest belongs to the one thread of the schedule. */
    private boolean checkedSinceStart;

    private Duration pause = FIRST_PAUSE;
    private Instant nextTry = Instant.MIN;

    RealmSync(Jdbi jdbi, RealmKeeper realm, CurrentCatalog catalog, RealmSettings settings, MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.realm = realm;
        this.catalog = catalog;
        this.settings = settings;
        this.failures = metrics.counter("sparkall.keycloak.failures");
        this.repairs = metrics.counter("sparkall.keycloak.repairs");
        metrics.gauge("sparkall.keycloak.drift", drift);
        metrics.gauge("sparkall.keycloak.catalog.version", followed);
    }

    /** The newest catalog that the realm was compared with, when it was looked at thoroughly, and in how many things it differed. */
    private record Progress(int version, Instant checkedAt, int drift) {}

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void follow() {
        if (settings.sync() == Sync.OFF
                || !catalog.isPresent()
                || clock.instant().isBefore(nextTry)) return;
        try {
            jdbi.useTransaction(tx -> lock(tx).ifPresent(progress -> follow(tx, progress)));
            if (!pause.equals(FIRST_PAUSE)) LOG.info("the realm follows the catalog again");
            pause = FIRST_PAUSE;
        } catch (RuntimeException e) {
            failures.increment();
            // In how many things is not known; in some it may be.
            drift.compareAndSet(0, 1);
            // The message may hold what Keycloak answered, but no secret: those go in headers and bodies.
            if (pause.equals(FIRST_PAUSE)) LOG.warnf("the realm cannot follow the catalog just now: %s", e.toString());
            nextTry = clock.instant().plus(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void follow(Handle tx, Progress progress) {
        int version = catalog.get().version();
        Instant now = clock.instant();
        boolean thorough =
                !checkedSinceStart || now.isAfter(progress.checkedAt().plus(settings.checkInterval()));
        // A replica that has not heard of the newest version leaves the realm to those that have.
        if (version < progress.version() || (version == progress.version() && !thorough)) {
            drift.set(progress.drift());
            if (settings.sync() == Sync.FOLLOW) followed.set(progress.version());
            return;
        }
        if (settings.sync() == Sync.FOLLOW) {
            repairs.increment(realm.repair(thorough).size());
            drift.set(0);
            followed.set(version);
        } else {
            drift.set(realm.drifts().size());
        }
        save(tx, new Progress(version, thorough ? now : progress.checkedAt(), drift.get()));
        checkedSinceStart |= thorough;
    }

    /** Empty when another replica is at it. */
    private static Optional<Progress> lock(Handle tx) {
        return tx.createQuery("SELECT " + COLUMNS + " FROM realm_progress FOR UPDATE SKIP LOCKED")
                .map((row, context) -> new Progress(
                        row.getInt("version"),
                        row.getObject("checked_at", OffsetDateTime.class).toInstant(),
                        row.getInt("drift")))
                .findOne();
    }

    private static void save(Handle tx, Progress progress) {
        tx.createUpdate("UPDATE realm_progress SET version = :version, checked_at = :now, drift = :drift")
                .bind("version", progress.version())
                .bind("drift", progress.drift())
                .bind("now", progress.checkedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }
}
