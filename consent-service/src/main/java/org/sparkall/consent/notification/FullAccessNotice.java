package org.sparkall.consent.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentChange;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.events.NotificationEvent;
import org.sparkall.events.NotificationEvent.Recipient;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;
import org.sparkall.scope.ScopeCatalog;

/** Tells a person that an integration has got an aggregate scope from them, such as full access: if it was not them, they should know. */
@ApplicationScoped
class FullAccessNotice {

    private final CurrentCatalog catalog;
    private final Outbox outbox;

    FullAccessNotice(CurrentCatalog catalog, Outbox outbox) {
        this.catalog = catalog;
        this.outbox = outbox;
    }

    void on(@Observes ConsentChange change) {
        // What ends needs no catalog: after a restore very much ends before there is one.
        if (!change.after().isGranted()) return;
        List<String> fresh = new ArrayList<>(aggregates(change.after()));
        fresh.removeAll(aggregates(change.before()));
        if (fresh.isEmpty()) return;
        Consent it = change.after();
        outbox.append(
                change.tx(),
                new OutgoingEvent(
                        Topic.NOTIFICATIONS,
                        it.id().toString(),
                        EventTypes.FULL_ACCESS_GRANTED,
                        new NotificationEvent(
                                Recipient.PERSON,
                                it.person(),
                                it.organization().orElse(null),
                                it.clientId(),
                                it.id().toString(),
                                null,
                                fresh,
                                null,
                                null)));
    }

    private List<String> aggregates(Consent it) {
        ScopeCatalog rules = catalog.get();
        return it.isGranted()
                ? rules.aggregatesIn(rules.knownTexts(it.scopes())).wireNames()
                : List.of();
    }
}
