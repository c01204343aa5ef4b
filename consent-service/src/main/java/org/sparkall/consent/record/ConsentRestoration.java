package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.Consent.Agreed;
import org.sparkall.consent.record.Consent.Life;
import org.sparkall.consent.record.ConsentLedger.Cause;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Lost;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationRefusedException;
import org.sparkall.events.RestorationStep;
import org.sparkall.events.Topic;
import org.sparkall.events.TopicState;

/**
 * Ends what may have been taken back after the record's state, and tells everybody what every consent is. A consent that changed since ends
 * even when its event says that it stands: the record does not hold what the person was shown and said. They are asked again.
 */
@ApplicationScoped
class ConsentRestoration implements RestorationStep {

    private static final int BATCH = 500;

    private final TopicState topics;
    private final ConsentStore store;
    private final ConsentEndings endings;
    private final ConsentLedger ledger;
    private final Clock clock = RecordClock.system();

    ConsentRestoration(TopicState topics, ConsentStore store, ConsentEndings endings, ConsentLedger ledger) {
        this.topics = topics;
        this.store = store;
        this.endings = endings;
        this.ledger = ledger;
    }

    @Override
    public String restore(Handle tx, Restoration restoration) {
        long ended = restoration.lost() == Lost.NOTHING ? 0 : end(tx, restoration);
        for (List<Consent> some = page(tx, new UUID(0, 0)); !some.isEmpty(); some = page(tx, last(some))) {
            ledger.tell(tx, some);
        }
        return ended + " consents ended";
    }

    private long end(Handle tx, Restoration restoration) {
        long ended = changedSince(tx, restoration).values().stream()
                .filter(it -> end(tx, it))
                .count();
        if (restoration.lost() == Lost.KAFKA_KNOWS) return ended;
        for (List<Consent> some = page(tx, new UUID(0, 0)); !some.isEmpty(); some = page(tx, last(some))) {
            ended += some.stream().filter(it -> endings.endUnsure(tx, it.id())).count();
        }
        return ended;
    }

    private List<Consent> page(Handle tx, UUID after) {
        return store.all(tx, after, BATCH);
    }

    private static UUID last(List<Consent> some) {
        return some.getLast().id();
    }

    /** The newest event of each consent that is newer than the record. */
    private Map<UUID, ConsentEvent> changedSince(Handle tx, Restoration restoration) {
        Map<UUID, ConsentEvent> changed = new HashMap<>();
        long all = topics.read(Topic.CONSENTS, ConsentEvent.class, some -> {
            Map<UUID, Long> known = store.revisions(
                    tx, some.stream().map(ConsentRestoration::id).collect(Collectors.toSet()));
            some.stream()
                    .filter(it -> restoration.isNews(it.data().revision(), known.getOrDefault(id(it), 0L)))
                    .forEach(it -> changed.put(id(it), it.data()));
        });
        if (restoration.lost() == Lost.KAFKA_KNOWS
                && all == 0
                && !page(tx, new UUID(0, 0)).isEmpty()) {
            throw new RestorationRefusedException(
                    "Kafka holds no consent and the database does: SPARKALL_RESTORATION_LOST cannot be kafka-knows.");
        }
        return changed;
    }

    private static UUID id(ReceivedEvent<ConsentEvent> event) {
        return UUID.fromString(event.data().consentId());
    }

    private boolean end(Handle tx, ConsentEvent it) {
        UUID id = UUID.fromString(it.consentId());
        return store.find(tx, id).isPresent() ? endings.endUnsure(tx, id) : endUnknown(tx, id, it);
    }

    /** It was begun since: the record holds nothing of it, but others do, and the person must find that it ended. */
    private boolean endUnknown(Handle tx, UUID id, ConsentEvent it) {
        if (it.erased() || store.between(tx, it.person(), it.clientId()).isPresent()) return false;
        Consent nothing = new Consent(
                id,
                it.person(),
                it.clientId(),
                Optional.ofNullable(it.organization()),
                // What the integration called itself is lost; it says so again when it asks.
                it.clientId(),
                State.DECLINED,
                Agreed.nothing(it.catalogVersion()),
                Life.beginning(clock.instant()),
                0);
        ledger.save(
                tx,
                nothing,
                nothing.expired(clock.instant()),
                Cause.of(EventTypes.CONSENT_EXPIRED, Actor.restoration()));
        return true;
    }
}
