package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.EventTypes;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.Lost;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationRefusedException;
import org.sparkall.events.RestorationStep;
import org.sparkall.events.ToldRevisions;
import org.sparkall.events.Topic;
import org.sparkall.events.TopicState;

/**
 * Tells of every integration anew. One that changed after the database's state is switched off until its developer has looked at it: its event
 * does not say whether a secret was replaced because somebody stole it, or where it may no longer send people.
 */
@ApplicationScoped
class IntegrationRestoration implements RestorationStep {

    private static final int BATCH = 500;

    private final TopicState topics;
    private final IntegrationStore store;
    private final IntegrationEvents events;
    private final GrantEnding grants;
    private final Outbox outbox;
    private final ToldRevisions told;
    private final Clock clock = Clock.systemUTC();

    IntegrationRestoration(
            TopicState topics,
            IntegrationStore store,
            IntegrationEvents events,
            GrantEnding grants,
            Outbox outbox,
            ToldRevisions told) {
        this.topics = topics;
        this.store = store;
        this.events = events;
        this.grants = grants;
        this.outbox = outbox;
        this.told = told;
    }

    @Override
    public String restore(Handle tx, Restoration restoration) {
        int stopped = restoration.lost() == Lost.NOTHING ? 0 : stopWhatChanged(tx, restoration);
        // Who holds one registers integrations in a developer's name; whether they took it back since, nobody knows.
        if (restoration.lost() != Lost.NOTHING) tx.execute("DELETE FROM initial_access_token");
        tellAll(tx);
        return stopped + " integrations stopped";
    }

    private int stopWhatChanged(Handle tx, Restoration restoration) {
        Map<String, IntegrationEvent> newest = new HashMap<>();
        topics.read(
                Topic.INTEGRATIONS,
                IntegrationEvent.class,
                some -> some.forEach(it -> newest.merge(
                        it.key(), it.data(), (old, next) -> next.revision() > old.revision() ? next : old)));
        if (restoration.lost() == Lost.KAFKA_KNOWS
                && newest.isEmpty()
                && !store.all(tx, "", 1).isEmpty()) {
            throw new RestorationRefusedException(
                    "Kafka holds no integration and the database does: SPARKALL_RESTORATION_LOST cannot be kafka-knows.");
        }
        return (int) newest.values().stream()
                .filter(it -> stopIfChanged(tx, it, restoration))
                .count();
    }

    private boolean stopIfChanged(Handle tx, IntegrationEvent it, Restoration restoration) {
        Optional<Integration> known = store.lockByClientId(tx, it.clientId());
        if (known.isEmpty()) return forget(tx, it);
        Integration present = known.get();
        if (!restoration.isNews(it.revision(), present.revision()) || present.status() == Status.DELETED) return false;
        Status status = it.status() == IntegrationEvent.Status.DELETED ? Status.DELETED : Status.DISABLED;
        store.update(tx, present.stopped(status, clock.instant()));
        tx.createUpdate("DELETE FROM registration_access_token WHERE client_id = :client")
                .bind("client", it.clientId())
                .execute();
        if (status == Status.DELETED) grants.endOfClient(tx, it.clientId(), Reason.INTEGRATION_DELETED);
        return true;
    }

    /** It was registered after the database's state: its developer must register it again. */
    private boolean forget(Handle tx, IntegrationEvent it) {
        if (it.status() == IntegrationEvent.Status.DELETED) return false;
        IntegrationEvent deleted = new IntegrationEvent(
                it.clientId(),
                IntegrationEvent.Status.DELETED,
                it.clientType(),
                it.scopes(),
                it.features(),
                told.of(it.revision()));
        outbox.append(
                tx, new OutgoingEvent(Topic.INTEGRATIONS, it.clientId(), EventTypes.INTEGRATION_DELETED, deleted));
        return true;
    }

    private void tellAll(Handle tx) {
        String after = "";
        List<Integration> some;
        do {
            some = store.all(tx, after, BATCH);
            events.appendAll(tx, some);
            if (!some.isEmpty()) after = some.getLast().clientId();
        } while (some.size() == BATCH);
    }
}
