package org.sparkall.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.extensions.DistributedTracingExtension;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.trace.Span;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.telemetry.TraceParent;

/**
 * Carries events from the outbox to Kafka, in order per key. Of all replicas one at a time does so, under an advisory lock. A row is
 * gone only when Kafka has acknowledged its event: a relay that dies in between publishes again, under the same id.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final String COLUMNS = "id, event_id, topic, key, type, data, occurred_at, trace_parent";

    /** Of the CloudEvents extension for distributed tracing: the trace of the change itself, however the event came. */
    private static final String TRACE_PARENT = DistributedTracingExtension.TRACEPARENT;

    private static final int BATCH = 500;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(10);

    private final Jdbi jdbi;
    private final KafkaClients kafka;
    private final Topics topics;
    private final EventSettings settings;
    private final EventLoop loop;
    private final Counter published;
    private final EventTraces traces;

    OutboxRelay(
            Jdbi jdbi,
            KafkaClients kafka,
            Topics topics,
            EventSettings settings,
            MeterRegistry metrics,
            EventTraces traces) {
        this.jdbi = jdbi;
        this.kafka = kafka;
        this.topics = topics;
        this.settings = settings;
        this.published = metrics.counter("sparkall.outbox.published");
        this.traces = traces;
        this.loop = new EventLoop("outbox-relay");
    }

    private record Row(long id, String topic, String key, CloudEvent event, Optional<TraceParent> change) {}

    void start(@Observes StartupEvent event) {
        loop.start(this::relay);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Says that there is something in the outbox now. */
    void nudge() {
        loop.nudge();
    }

    private void relay() throws InterruptedException {
        topics.make();
        try (Producer<String, CloudEvent> producer = kafka.producer();
                KafkaClientMetrics _ = kafka.measure(producer)) {
            Duration untilFree = BETWEEN_BATCHES;
            while (loop.isRunning()) {
                long begun = System.nanoTime();
                Relayed relayed = relayBatch(producer);
                loop.succeeded();
                if (relayed == Relayed.BUSY) {
                    Thread.sleep(untilFree);
                    untilFree = shorter(untilFree.multipliedBy(2), settings.pollInterval());
                    continue;
                }
                untilFree = BETWEEN_BATCHES;
                if (relayed == Relayed.FULL) continue;
                gather(begun);
                loop.await(settings.pollInterval());
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Where there was something there is more soon: a little later it goes together, which costs everybody less than one by one. */
    private static void gather(long begun) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(BETWEEN_BATCHES.toNanos() - (System.nanoTime() - begun));
    }

    private enum Relayed {
        /** As many as go at once; there is more. */
        FULL,
        /** All that was there. */
        ALL,
        /** Nothing: another replica is at it, and may have looked too early to see what this one was told of. */
        BUSY
    }

    private Relayed relayBatch(Producer<String, CloudEvent> producer) {
        return jdbi.inTransaction(tx -> {
            if (!lock(tx)) return Relayed.BUSY;
            // Gone only when the transaction commits, which it does when Kafka has them.
            List<Row> batch = tx
                    .createQuery("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT " + BATCH
                            + ") RETURNING " + COLUMNS)
                    .map((row, context) -> read(row))
                    .stream()
                    .sorted(Comparator.comparingLong(Row::id))
                    .toList();
            publish(producer, batch);
            if (!batch.isEmpty()) published.increment(batch.size());
            return batch.size() == BATCH ? Relayed.FULL : Relayed.ALL;
        });
    }

    /**
     * Keeps other replicas from it until the transaction ends. Of a replica that froze or vanished the database learns late: the others would
     * publish nothing until then.
     *
     * <p>Nor does it wait for the disk: a database that crashes may have the rows back for it, and then they are published again, as after a
     * relay that dies. The commits of changes have the disk to themselves.
     */
    private static boolean lock(Handle tx) {
        return tx.createQuery("SELECT pg_try_advisory_xact_lock(hashtext('sparkall.outbox'))"
                        + " FROM set_config('idle_in_transaction_session_timeout', '2min', true) AS idle,"
                        + " set_config('synchronous_commit', 'off', true) AS durable")
                .mapTo(Boolean.class)
                .one();
    }

    /**
     * In rounds: the first event of each key, then the second of each. One goes out when the one before it of the same key has been
     * acknowledged. Were both on their way, the first could fail and the second arrive, and the first, tried again, would come after it. And a
     * key with many holds up none of the others.
     */
    private void publish(Producer<String, CloudEvent> producer, List<Row> batch) {
        List<Row> left = batch;
        while (!left.isEmpty()) {
            Map<String, Future<?>> underWay = new HashMap<>();
            List<Row> later = new ArrayList<>();
            for (Row row : left) {
                if (underWay.containsKey(row.key)) later.add(row);
                else underWay.put(row.key, send(producer, row));
            }
            await(underWay.values());
            left = later;
        }
    }

    private Future<?> send(Producer<String, CloudEvent> producer, Row row) {
        ProducerRecord<String, CloudEvent> record = new ProducerRecord<>(row.topic, row.key, row.event);
        Span span = traces.publishing(record, row.event.getId(), row.change);
        return producer.send(record, (place, failure) -> EventTraces.end(span, failure));
    }

    private static void await(Collection<Future<?>> acknowledgements) {
        try {
            for (Future<?> acknowledgement : acknowledgements) acknowledgement.get();
        } catch (ExecutionException e) {
            throw new PublicationException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublicationException(e);
        }
    }

    private Row read(ResultSet row) throws SQLException {
        String key = row.getString("key");
        Optional<TraceParent> change = TraceParent.parse(row.getString("trace_parent"));
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(row.getString("event_id"))
                .withSource(URI.create(settings.source()))
                .withType(row.getString("type"))
                .withSubject(key)
                .withTime(row.getObject("occurred_at", OffsetDateTime.class))
                .withData("application/json", row.getString("data").getBytes(StandardCharsets.UTF_8));
        change.ifPresent(it -> event.withExtension(TRACE_PARENT, it.value()));
        return new Row(row.getLong("id"), row.getString("topic"), key, event.build(), change);
    }

    /** Kafka did not acknowledge; the rows stay and are tried again. */
    private static final class PublicationException extends RuntimeException {
        PublicationException(Throwable cause) {
            super("Kafka did not acknowledge", cause);
        }
    }
}
