package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.sparkall.telemetry.TraceParent;

/** Where a change leaves its event, in its own transaction: both are there or neither. */
@ApplicationScoped
public class Outbox {

    private static final String COLUMNS = "event_id, topic, key, type, data, occurred_at, trace_parent";
    private static final String INSERT = "INSERT INTO outbox (" + COLUMNS
            + ") VALUES (:id, :topic, :key, :type, :data, CAST(:at AS timestamptz), CAST(:trace AS text))";
    private static final String TELL = ", told AS (INSERT INTO outbox (" + COLUMNS + ")"
            + " SELECT id, topic, key, type, data, CAST(at AS timestamptz), trace"
            + " FROM unnest(:event_ids, :event_topics, :event_keys, :event_types, :event_data, :event_times, :event_traces)"
            + " WITH ORDINALITY AS event (id, topic, key, type, data, at, trace, number) JOIN changed USING (number)"
            + " ORDER BY number) SELECT number FROM changed";

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
        appendUnhurried(tx, event);
        tx.afterCommit(relay::nudge);
    }

    /**
     * As {@link #append}, of an event that nobody waits for: it is published with those that somebody does wait for, or when the outbox is
     * looked at anyway ({@link EventSettings#pollInterval()}). Many that go together cost all who read them less.
     */
    public void appendUnhurried(Handle tx, OutgoingEvent event) {
        bind(tx.createUpdate(INSERT), event).execute();
    }

    /** An event as it goes into the outbox: of now, and of the present trace. */
    public record Entry(
            UUID id,
            OutgoingEvent event,
            String data,
            Instant at,
            @Nullable String trace) {}

    /** An event for {@link #changeAndAppend}, of what is about to change. */
    public Entry entry(OutgoingEvent event) {
        return new Entry(
                UUID.randomUUID(),
                event,
                EventJson.write(event.data()),
                clock.instant(),
                TraceParent.current().map(TraceParent::value).orElse(null));
    }

    /**
     * As {@link #appendUnhurried}, of many changes, in the very statement that makes them, outside any transaction.
     *
     * @param changes a WITH clause; one of its queries has the name changed, and a row for each change that was made, with its number, which
     *     is that of its event, counted from one
     * @param parameters binds those of the changes
     * @return the events of what has changed
     */
    public Set<Entry> changeAndAppend(
            Handle handle, String changes, Consumer<SqlStatement<?>> parameters, List<Entry> events) {
        Query both = handle.createQuery(changes + TELL)
                .bindArray("event_ids", UUID.class, each(events, Entry::id))
                .bindArray(
                        "event_topics",
                        String.class,
                        each(events, it -> it.event.topic().topicName()))
                .bindArray("event_keys", String.class, each(events, it -> it.event.key()))
                .bindArray("event_types", String.class, each(events, it -> it.event.type()))
                .bindArray("event_data", String.class, each(events, Entry::data))
                .bindArray("event_times", String.class, each(events, it -> it.at.toString()))
                .bindArray("event_traces", String.class, each(events, Entry::trace));
        parameters.accept(both);
        return both.mapTo(Integer.class).stream()
                .map(number -> events.get(number - 1))
                .collect(Collectors.toSet());
    }

    private static <T extends @Nullable Object> List<T> each(List<Entry> events, Function<Entry, T> what) {
        List<T> all = new ArrayList<>();
        events.forEach(it -> all.add(what.apply(it)));
        return all;
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
        Entry entry = entry(event);
        return insert.bind("id", entry.id)
                .bind("topic", event.topic().topicName())
                .bind("key", event.key())
                .bind("type", event.type())
                .bind("data", entry.data)
                .bind("at", entry.at.atOffset(ZoneOffset.UTC))
                .bind("trace", entry.trace);
    }
}
