package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.ToldRevisions;
import org.sparkall.events.Topic;

/** Tells the suite what became of an integration. Its name and address stay here: events carry none. */
@ApplicationScoped
class IntegrationEvents {

    private final Outbox outbox;
    private final ToldRevisions told;

    IntegrationEvents(Outbox outbox, ToldRevisions told) {
        this.outbox = outbox;
        this.told = told;
    }

    void append(Handle tx, String type, Integration it) {
        outbox.append(tx, event(type, it));
    }

    /** Tells what becomes of these, which nobody else changes meanwhile. */
    void appendAll(Handle tx, List<Integration> all) {
        outbox.appendAll(
                tx,
                all.stream()
                        .map(it -> event(IntegrationRegistry.eventType(it.status()), it))
                        .toList());
    }

    private OutgoingEvent event(String type, Integration it) {
        IntegrationEvent event = new IntegrationEvent(
                it.clientId(),
                IntegrationEvent.Status.valueOf(it.status().name()),
                it.type().wireName(),
                it.profile().scopes(),
                it.profile().features(),
                told.of(it.revision()));
        return new OutgoingEvent(Topic.INTEGRATIONS, it.clientId(), type, event);
    }
}
