package org.sparkall.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sparkall.problem.UnavailableException;

/** Hands events to the {@link EventHandler}s of this service, each event once per service. */
@ApplicationScoped
class HandlerConsumer {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final int AT_ONCE = 100;
    /** Of handlers that lock several rows for one event: somebody may wait for each. */
    private static final int ALONE_AT_ONCE = 20;

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
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                handle(records);
                // A failure above leaves the loop before this: what was not handled comes again after the restart.
                if (!records.isEmpty()) consumer.commitSync();
                loop.succeeded();
            }
        }
    }

    /**
     * An event on its way to a handler.
     *
     * @param id by which the inbox knows that it was there
     */
    private record Delivery<T>(
            ConsumerRecord<String, byte[]> record, EventHandler<T> handler, ReceivedEvent<T> event, InboxId id) {

        void to(Handle tx) {
            handler.on(tx, event);
        }
    }

    private record InboxId(String source, String eventId, String handler) {}

    private void handle(ConsumerRecords<String, byte[]> records) {
        List<Delivery<?>> together = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) continue;
            for (EventHandler<?> handler : handlers) {
                if (handler.topic().topicName().equals(record.topic()) && Records.mayConcern(record, handler::concerns))
                    take(record, handler, together);
            }
        }
        handleAll(together);
    }

    private void take(ConsumerRecord<String, byte[]> record, EventHandler<?> handler, List<Delivery<?>> together) {
        Delivery<?> delivery;
        try {
            delivery = read(record, handler);
        } catch (RuntimeException e) {
            // Those before it first: if they cannot be handled now, all comes again, and this one is a dead letter
            // once.
            handleAll(together);
            deadLetters.add(handler.topic(), record, e);
            return;
        }
        if (!handler.concerns(delivery.event.type())) return;
        if (!together.isEmpty() && !mayShare(together.getLast().handler, handler)) handleAll(together);
        together.add(delivery);
        if (together.size() >= (handler.isAlone() ? ALONE_AT_ONCE : AT_ONCE)) handleAll(together);
    }

    private static boolean mayShare(EventHandler<?> before, EventHandler<?> next) {
        boolean isAlone = before.isAlone() || next.isAlone();
        return !isAlone || (before.equals(next) && next instanceof BatchHandler);
    }

    private static <T> Delivery<T> read(ConsumerRecord<String, byte[]> record, EventHandler<T> handler) {
        ReceivedEvent<T> event = Records.read(record, handler.payload());
        return new Delivery<>(
                record, handler, event, new InboxId(event.source(), event.id(), EventTraces.nameOf(handler)));
    }

    private void handleAll(List<Delivery<?>> together) {
        handle(together);
        together.clear();
    }

    /** In one transaction, as a commit costs more than most handlers; when that fails, each in its own, to find out whose fault it is. */
    private void handle(List<Delivery<?>> deliveries) {
        if (deliveries.isEmpty()) return;
        if (deliveries.size() == 1) {
            handleAlone(deliveries.getFirst());
            return;
        }
        try {
            handleTogether(deliveries);
        } catch (RuntimeException e) {
            deliveries.forEach(this::handleAlone);
        }
    }

    private void handleAlone(Delivery<?> delivery) {
        try {
            handleTogether(List.of(delivery));
        } catch (RuntimeException e) {
            // What is away now may be there next time: an event that fails for want of it is none that nobody can use.
            if (e instanceof UnavailableException || isDatabaseFailure(e)) throw e;
            deadLetters.add(delivery.handler.topic(), delivery.record, e);
        }
    }

    private void handleTogether(List<Delivery<?>> deliveries) {
        List<ReceivedEvent<?>> taken = new ArrayList<>();
        jdbi.useTransaction(tx -> {
            // Whoever holds what one of many needs may wait for what another of them took: these give way, long before
            // PostgreSQL looks for
            // deadlocks.
            if (deliveries.size() > 1) tx.execute("SET LOCAL lock_timeout = '100ms'");
            Set<InboxId> news = news(tx, deliveries);
            // One that came twice is there once.
            List<Delivery<?>> due = deliveries.stream()
                    .filter(it -> it.handler.isRepeatable() || news.remove(it.id))
                    .toList();
            for (int next = 0; next < due.size(); ) next = handSome(tx, due, next);
            due.forEach(it -> taken.add(it.event));
        });
        taken.forEach(effect::taken);
        deliveries.forEach(it -> metrics.counter("sparkall.events.handled", "topic", it.record.topic())
                .increment());
    }

    /**
     * Hands over the first of these, or more when one handler takes several at once.
     *
     * @return the index of the first that was not handed over
     */
    private int handSome(Handle tx, List<Delivery<?>> due, int first) {
        Delivery<?> one = due.get(first);
        if (one.handler instanceof BatchHandler<?> handler) {
            int end = first + 1;
            while (end < due.size() && due.get(end).handler.equals(handler)) end++;
            hand(tx, handler, due.subList(first, end));
            return end;
        }
        traces.process(one.record, one.event.id(), one.handler, () -> one.to(tx));
        return first + 1;
    }

    /** Hands over what came for one handler without a break. */
    private <T> void hand(Handle tx, BatchHandler<T> handler, List<Delivery<?>> deliveries) {
        List<Span> spans = new ArrayList<>();
        List<ReceivedEvent<T>> events = new ArrayList<>();
        for (Delivery<?> it : deliveries) {
            traces.processing(it.record, it.event.id(), handler).ifPresent(spans::add);
            @SuppressWarnings("unchecked") // They were read for this handler.
            ReceivedEvent<T> event = (ReceivedEvent<T>) it.event;
            events.add(event);
        }
        // What several lead to belongs to the trace of none.
        try (Scope _ = spans.size() == 1 ? spans.getFirst().makeCurrent() : Scope.noop()) {
            handler.onAll(tx, events);
        } catch (RuntimeException e) {
            spans.forEach(it -> EventTraces.end(it, e));
            throw e;
        }
        spans.forEach(Span::end);
    }

    /** Those that were not there yet, of handlers that must know. */
    private static Set<InboxId> news(Handle tx, List<Delivery<?>> deliveries) {
        List<InboxId> noted = deliveries.stream()
                .filter(it -> !it.handler.isRepeatable())
                .map(Delivery::id)
                .toList();
        if (noted.isEmpty()) return Set.of();
        return tx.createQuery("INSERT INTO inbox (source, event_id, handler)"
                        + " SELECT source, id, handler FROM unnest(:sources, :ids, :handlers) AS arrived (source, id, handler)"
                        + " ON CONFLICT DO NOTHING RETURNING source, event_id, handler")
                .bindArray(
                        "sources",
                        String.class,
                        noted.stream().map(InboxId::source).toList())
                .bindArray(
                        "ids",
                        String.class,
                        noted.stream().map(InboxId::eventId).toList())
                .bindArray(
                        "handlers",
                        String.class,
                        noted.stream().map(InboxId::handler).toList())
                .map((row, _) -> new InboxId(row.getString(1), row.getString(2), row.getString(3)))
                .collect(Collectors.toCollection(HashSet::new));
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
