package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.telemetry.TraceParent;

/** Where a change leaves its event, in its own transaction: both are there or neither. */
@ApplicationScoped
public class Outbox {

    private final OutboxRelay relay;
    private final Clock clock = Clock.systemUTC();

    Outbox(OutboxRelay relay) {
        this.relay = relay;
    }

    /**
     * Leaves an event to be published once the transaction has committed. The caller must hold a lock on the entity that the event
     * speaks of, so that events of one key are appended in the order of the changes.
     */
    public void append(Handle tx, OutgoingEvent event) {
        tx.createUpdate("INSERT INTO outbox (event_id, topic, key, type, data, occurred_at, trace_parent)"
                        + " VALUES (:id, :topic, :key, :type, :data, :at, :trace)")
                .bind("id", UUID.randomUUID())
                .bind("topic", event.topic().topicName())
                .bind("key", event.key())
                .bind("type", event.type())
                .bind("data", EventJson.write(event.data()))
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("trace", TraceParent.current().map(TraceParent::value).orElse(null))
                .execute();
        tx.afterCommit(relay::nudge);
    }
}
