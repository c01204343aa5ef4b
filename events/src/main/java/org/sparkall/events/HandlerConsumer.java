package org.sparkall.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.problem.UnavailableException;

/** Hands events to the {@link EventHandler}s of this service, each event once per service. */
@ApplicationScoped
class HandlerConsumer {

    private static final Duration POLL = Duration.ofMillis(250);

    private final List<EventHandler<?>> handlers;
    private final Jdbi jdbi;
    private final KafkaClients kafka;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final EventSettings settings;
    private final MeterRegistry metrics;
    private final EventTraces traces;
    private final WithdrawalEffect effect;
    private final EventLoop loop = new EventLoop("event-handlers");

    HandlerConsumer(
            @All List<EventHandler<?>> handlers,
            Jdbi jdbi,
            KafkaClients kafka,
            Topics topics,
            DeadLetters deadLetters,
            EventSettings settings,
            MeterRegistry metrics,
            EventTraces traces,
            WithdrawalEffect effect) {
        this.handlers = handlers;
        this.jdbi = jdbi;
        this.kafka = kafka;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.metrics = metrics;
        this.traces = traces;
        this.effect = effect;
    }

    void start(@Observes StartupEvent event) {
        if (!handlers.isEmpty()) loop.start(this::consume);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** The consumer group of this service. */
    static String group(EventSettings settings) {
        return settings.source().replace("/", "");
    }

    private void consume() throws InterruptedException {
        topics.make();
        try (Consumer<String, byte[]> consumer = kafka.consumer(Optional.of(group(settings)));
                KafkaClientMetrics _ = kafka.measure(consumer)) {
            consumer.subscribe(handlers.stream()
                    .map(it -> it.topic().topicName())
                    .distinct()
                    .toList());
            while (loop.isRunning()) {
                boolean any = false;
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    handle(record);
                    any = true;
                }
                // A failure above leaves the loop before this: what was not handled comes again after the restart.
                if (any) consumer.commitSync();
                loop.succeeded();
            }
        }
    }

    private void handle(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) return;
        for (EventHandler<?> handler : handlers) {
            if (handler.topic().topicName().equals(record.topic())) handle(record, handler);
        }
    }

    private <T> void handle(ConsumerRecord<String, byte[]> record, EventHandler<T> handler) {
        try {
            ReceivedEvent<T> event = Records.read(record, handler.payload());
            traces.process(record, event.id(), handler, () -> handle(event, handler));
            metrics.counter("sparkall.events.handled", "topic", record.topic()).increment();
        } catch (RuntimeException e) {
            // What is away now may be there next time: an event that fails for want of it is none that nobody can use.
            if (e instanceof UnavailableException || isDatabaseFailure(e)) throw e;
            deadLetters.add(handler.topic(), record, e);
        }
    }

    private <T> void handle(ReceivedEvent<T> event, EventHandler<T> handler) {
        boolean news = jdbi.inTransaction(tx -> {
            if (!isNews(tx, event, handler)) return false;
            handler.on(tx, event);
            return true;
        });
        if (news) effect.taken(event);
    }

    private static boolean isNews(Handle tx, ReceivedEvent<?> event, EventHandler<?> handler) {
        return tx.createUpdate("INSERT INTO inbox (source, event_id, handler) VALUES (:source, :id, :handler)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("source", event.source())
                        .bind("id", event.id())
                        .bind("handler", EventTraces.nameOf(handler))
                        .execute()
                == 1;
    }

    /** Whether the database failed rather than the event: a broken rule of the data (class 23) is the event's fault. */
    private static boolean isDatabaseFailure(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || !(state.startsWith("22") || state.startsWith("23"));
            }
        }
        return failure instanceof JdbiException;
    }
}
