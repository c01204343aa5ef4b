package org.sparkall.events;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;

/**
 * Brings a service's database in step with the world after it was brought back to an earlier state: once for each such moment, by one
 * replica, and before any replica takes requests or events. The database itself notes that it was done, so one that is brought back again
 * forgets that, too.
 */
@ApplicationScoped
class Restorations {

    private static final Logger LOG = Logger.getLogger(Restorations.class);

    /** Topics that are not compacted hold no more than this, and events are known again no longer. */
    private static final Duration MEMORY = Duration.ofDays(30);

    private final Jdbi jdbi;
    private final RestorationSettings settings;
    private final List<RestorationStep> steps;
    private final ToldRevisions told;
    private final HandlerPositions positions;
    private final AuditTrail audit;
    private final EventSettings events;
    private final Clock clock = Clock.systemUTC();

    Restorations(
            Jdbi jdbi,
            RestorationSettings settings,
            @All List<RestorationStep> steps,
            ToldRevisions told,
            HandlerPositions positions,
            AuditTrail audit,
            EventSettings events) {
        this.jdbi = jdbi;
        this.settings = settings;
        this.steps = steps;
        this.told = told;
        this.positions = positions;
        this.audit = audit;
        this.events = events;
    }

    void begin(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        jdbi.useTransaction(tx -> {
            told.lead(lead(tx));
            Optional<Instant> moment = settings.restoredTo().map(it -> it.truncatedTo(ChronoUnit.MICROS));
            if (moment.isPresent() != settings.lost().isPresent()) {
                throw new RestorationRefusedException(
                        "SPARKALL_RESTORATION_RESTORED_TO and SPARKALL_RESTORATION_LOST belong together: one of them is missing.");
            }
            moment.ifPresent(it -> restore(tx, it, settings.lost().orElseThrow()));
        });
    }

    private void restore(Handle tx, Instant moment, Lost lost) {
        tx.execute("SELECT pg_advisory_xact_lock(hashtext('sparkall.restoration'))");
        long before = lead(tx);
        long lead = ToldRevisions.leadAfter(before, clock.instant());
        if (!isNews(tx, moment, lost, lead)) {
            // Another replica did it while this one waited.
            told.lead(before);
            return;
        }
        requirePossible(moment, lost);
        told.lead(lead);
        // What others told in the meantime is to be heard again; what was taken in before is known by its id.
        if (lost != Lost.NOTHING) positions.rewind();
        Restoration restoration = new Restoration(moment, lost);
        List<String> done =
                steps.stream().map(it -> it.restore(tx, restoration)).sorted().toList();
        String report = "restored to " + moment + ", lost: " + lost.settingName()
                + (done.isEmpty() ? "" : "; " + String.join("; ", done));
        String service = events.source().replace("/", "");
        audit.append(
                tx,
                new AuditEvent(
                        "service.restored",
                        Actor.system(),
                        new Target(TargetKind.SERVICE, service),
                        null,
                        List.of(),
                        report));
        LOG.info(report);
    }

    private void requirePossible(Instant moment, Lost lost) {
        Instant now = clock.instant();
        if (moment.isAfter(now)) {
            throw new RestorationRefusedException(
                    "SPARKALL_RESTORATION_RESTORED_TO is a moment that is still to come: " + moment + ".");
        }
        if (lost == Lost.KAFKA_KNOWS && moment.isBefore(now.minus(MEMORY))) {
            throw new RestorationRefusedException("Kafka knows the last " + MEMORY.toDays()
                    + " days and not what happened since " + moment + ": SPARKALL_RESTORATION_LOST must be unknown.");
        }
    }

    /** Notes the restoration, unless that was done before. */
    private static boolean isNews(Handle tx, Instant moment, Lost lost, long lead) {
        return tx.createUpdate("INSERT INTO restoration (restored_to, lost, lead) VALUES (:moment, :lost, :lead)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("moment", moment.atOffset(ZoneOffset.UTC))
                        .bind("lost", lost.name().toLowerCase(Locale.ROOT))
                        .bind("lead", lead)
                        .execute()
                == 1;
    }

    private static long lead(Handle tx) {
        return tx.createQuery("SELECT coalesce(max(lead), 0) FROM restoration")
                .mapTo(Long.class)
                .one();
    }
}
