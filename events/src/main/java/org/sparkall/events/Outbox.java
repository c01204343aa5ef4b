package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.sparkall.telemetry.TraceParent;

/** Where a change leaves its event, in its own transaction: both are there or neither. */
@ApplicationScoped
public class Outbox {

    private static final String INTO =
            "INSERT INTO outbox (event_id, topic, key, type, data, occurred_at, trace_parent)";
    private static final String VALUES =
            "(:id, :topic, :key, :type, :data, CAST(:at AS timestamptz), CAST(:trace AS text))";
    private static final String INSERT = INTO + " VALUES " + VALUES;

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
        bind(tx.createUpdate(INSERT), event).execute();
        tx.afterCommit(relay::nudge);
    }

    /**
     * As {@link #append}, in the very statement that makes the change, outside any transaction.
     *
     * @param change a WITH clause; its last query has the name changed, and a row if the change was made
     * @param parameters binds those of the change
     * @return whether it was
     */
    public boolean changeAndAppend(Handle handle, String change, Consumer<Update> parameters, OutgoingEvent event) {
        Update both =
                handle.createUpdate(change + " " + INTO + " SELECT v.* FROM changed, (VALUES " + VALUES + ") AS v");
        parameters.accept(both);
        boolean changed = bind(both, event).execute() == 1;
        if (changed) relay.nudge();
        return changed;
    }

    /** As {@link #append}, many at once. */
    public void appendAll(Handle tx, List<OutgoingEvent> events) {
        if (events.isEmpty()) return;
        PreparedBatch all = tx.prepareBatch(INSERT);
        events.forEach(it -> bind(all, it).add());
        all.execute();
        tx.afterCommit(relay::nudge);
    }

    private <T extends SqlStatement<T>> T bind(T insert, OutgoingEvent event) {
        return insert.bind("id", UUID.randomUUID())
                .bind("topic", event.topic().topicName())
                .bind("key", event.key())
                .bind("type", event.type())
                .bind("data", EventJson.write(event.data()))
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("trace", TraceParent.current().map(TraceParent::value).orElse(null));
    }
}
