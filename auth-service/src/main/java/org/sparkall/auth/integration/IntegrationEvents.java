package org.sparkall.auth.integration;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;

/** Tells the suite what became of an integration. Its name and address stay here: events carry none. */
@ApplicationScoped
class IntegrationEvents {

    private final Outbox outbox;

    IntegrationEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void append(Handle tx, String type, Integration it) {
        IntegrationEvent event = new IntegrationEvent(
                it.clientId(),
                IntegrationEvent.Status.valueOf(it.status().name()),
                it.type().wireName(),
                it.profile().scopes(),
                it.profile().features(),
                it.revision());
        outbox.append(tx, new OutgoingEvent(Topic.INTEGRATIONS, it.clientId(), type, event));
    }
}
