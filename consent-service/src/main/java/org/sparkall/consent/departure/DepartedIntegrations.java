package org.sparkall.consent.departure;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.EventHandler;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Notes integrations that were deleted. */
@ApplicationScoped
public class DepartedIntegrations implements EventHandler<IntegrationEvent> {

    @Override
    public Topic topic() {
        return Topic.INTEGRATIONS;
    }

    @Override
    public Class<IntegrationEvent> payload() {
        return IntegrationEvent.class;
    }

    @Override
    public void on(Handle tx, ReceivedEvent<IntegrationEvent> event) {
        if (event.data().status() != IntegrationEvent.Status.DELETED) return;
        tx.createUpdate("INSERT INTO departed_integration (client_id, departed_at) VALUES (:client, :at)"
                        + " ON CONFLICT DO NOTHING")
                .bind("client", event.data().clientId())
                .bind("at", event.time().atOffset(ZoneOffset.UTC))
                .execute();
    }
}
