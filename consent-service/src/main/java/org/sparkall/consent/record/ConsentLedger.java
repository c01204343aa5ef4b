package org.sparkall.consent.record;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.history.Wordings;
import org.sparkall.events.AuditTrail;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.ToldRevisions;
import org.sparkall.events.Topic;

/** Keeps a changed consent, its entry in the history and its event: all or nothing. The caller holds the consent's lock. */
@ApplicationScoped
class ConsentLedger {

    private final ConsentStore store;
    private final ConsentHistory history;
    private final Wordings wordings;
    private final Outbox outbox;
    private final ToldRevisions told;
    private final AuditTrail audit;
    private final Event<ConsentChange> changes;
    private final MeterRegistry metrics;

    ConsentLedger(
            ConsentStore store,
            ConsentHistory history,
            Wordings wordings,
            Outbox outbox,
            ToldRevisions told,
            AuditTrail audit,
            Event<ConsentChange> changes,
            MeterRegistry metrics) {
        this.store = store;
        this.history = history;
        this.wordings = wordings;
        this.outbox = outbox;
        this.told = told;
        this.audit = audit;
        this.changes = changes;
        this.metrics = metrics;
    }

    /**
     * How a change came about.
     *
     * @param eventType what happened, as its event's type says
     * @param shown the words the person was shown; empty when they were shown none
     * @param reason why, in the words of who acted
     */
    record Cause(String eventType, Actor actor, Optional<Wording> shown, Optional<String> reason) {

        static Cause of(String eventType, Actor actor) {
            return new Cause(eventType, actor, Optional.empty(), Optional.empty());
        }

        /**
         * Whether somebody did something: that a consent's time ran out was said when it was given, that everything was restored is an entry
         * of its own, and very many may end at once.
         */
        boolean isDeed() {
            return actor.kind() != Actor.Kind.EXPIRY && actor.kind() != Actor.Kind.RESTORATION;
        }
    }

    void save(Handle tx, Consent before, Consent after, Cause cause) {
        String commitment = store.save(tx, after);
        history.append(tx, entry(tx, after, cause, commitment));
        outbox.append(tx, event(after, cause.eventType(), false));
        if (cause.isDeed()) audit.append(tx, AuditedChange.of(before, after, cause));
        changes.fire(new ConsentChange(tx, before, after, cause.eventType(), cause.actor()));
        count(tx, cause);
    }

    /** Keeps a consent whose person is forgotten, and tells whoever knew them by it to forget them too. */
    void erase(Handle tx, Consent before, Consent nameless, Cause cause) {
        String commitment = store.erase(tx, nameless.id(), nameless.person());
        store.save(tx, nameless);
        history.append(tx, entry(tx, nameless, cause, commitment));
        outbox.append(tx, event(nameless, cause.eventType(), true));
        audit.append(tx, AuditedChange.of(before, nameless, cause));
        count(tx, cause);
    }

    /** Tells what these are, which nobody changes meanwhile; whoever heard of them before hears nothing new, but for the revision. */
    void tell(Handle tx, List<Consent> all) {
        outbox.appendAll(
                tx,
                all.stream()
                        .map(it -> event(
                                it,
                                "consent." + it.state().wireName(),
                                it.person().startsWith(HistoryEntry.NAMELESS)))
                        .toList());
    }

    private void count(Handle tx, Cause cause) {
        if (!cause.eventType().equals(EventTypes.CONSENT_WITHDRAWN)) return;
        tx.afterCommit(() -> metrics.counter(
                        "sparkall.withdrawals", "by", cause.actor().kind().wireName())
                .increment());
    }

    private HistoryEntry entry(Handle tx, Consent it, Cause cause, String commitment) {
        return new HistoryEntry(
                it.id(),
                it.revision(),
                cause.eventType(),
                cause.actor().kind(),
                history.actorId(tx, cause.actor()),
                commitment,
                it.clientId(),
                it.organization(),
                it.integrationName(),
                it.state().wireName(),
                it.scopes(),
                it.expanded(),
                it.agreed().approved(),
                it.complete(),
                it.life().expiry().wireName(),
                it.life().expiry().afterDays(),
                it.catalogVersion(),
                cause.shown().map(shown -> wordings.keep(tx, shown)),
                cause.reason(),
                it.life().changedAt());
    }

    private OutgoingEvent event(Consent it, String type, boolean erased) {
        ConsentEvent event = new ConsentEvent(
                it.id().toString(),
                it.person(),
                it.clientId(),
                it.organization().orElse(null),
                ConsentEvent.State.valueOf(it.state().name()),
                it.scopes(),
                it.expanded(),
                it.complete(),
                it.catalogVersion(),
                told.of(it.revision()),
                it.life().changedAt(),
                erased);
        return new OutgoingEvent(Topic.CONSENTS, it.id().toString(), type, event);
    }
}
