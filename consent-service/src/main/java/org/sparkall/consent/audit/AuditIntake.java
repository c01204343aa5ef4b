package org.sparkall.consent.audit;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.EventHandler;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Takes in what all services say was done. */
@ApplicationScoped
public class AuditIntake implements EventHandler<AuditEvent> {

    private final AuditStore store;

    AuditIntake(AuditStore store) {
        this.store = store;
    }

    @Override
    public Topic topic() {
        return Topic.AUDIT;
    }

    @Override
    public Class<AuditEvent> payload() {
        return AuditEvent.class;
    }

    @Override
    public void on(Handle tx, ReceivedEvent<AuditEvent> event) {
        store.add(tx, event);
    }
}
