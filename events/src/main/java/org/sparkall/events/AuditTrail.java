package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.AuditEvent.Target;

/** Where every change says who made it, in the change's own transaction: nothing is changed without a trace, and no trace is of nothing. */
@ApplicationScoped
public class AuditTrail {

    private final Outbox outbox;

    AuditTrail(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Leaves an entry, to be published once the transaction has committed. The caller holds a lock on the target. */
    public void append(Handle tx, AuditEvent entry) {
        Target target = entry.target();
        String key = target.kind().wireName() + "/" + target.id();
        outbox.append(tx, new OutgoingEvent(Topic.AUDIT, key, EventTypes.AUDIT_RECORDED, entry));
    }
}
