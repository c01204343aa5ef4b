package org.sparkall.events;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.sparkall.events.TopicEnds.Ends;

/** Feeds the {@link ReadModel}s of this replica from the beginning of their topics. */
@ApplicationScoped
class ReadModelFeed {

    private static final Duration POLL = Duration.ofMillis(250);

    private final List<ReadModel<?>> models;
    private final KafkaClients kafka;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final ReadModelFreshness freshness;
    private final Event<ReadModelsCaughtUp> caughtUpEvent;
    private final EventTraces traces;
    private final WithdrawalEffect effect;
    private final EventLoop loop = new EventLoop("read-models");

    ReadModelFeed(
            @All List<ReadModel<?>> models,
            KafkaClients kafka,
            Topics topics,
            DeadLetters deadLetters,
            ReadModelFreshness freshness,
            Event<ReadModelsCaughtUp> caughtUpEvent,
            EventTraces traces,
            WithdrawalEffect effect) {
        this.models = models;
        this.kafka = kafka;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.freshness = freshness;
        this.caughtUpEvent = caughtUpEvent;
        this.traces = traces;
        this.effect = effect;
    }

    void start(@Observes StartupEvent event) {
        if (!models.isEmpty()) loop.start(this::follow);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Whether every model knows all that the topics held when this replica began to read them. */
    boolean isCaughtUp() {
        return models.isEmpty() || freshness.isKnown();
    }

    private void follow() throws InterruptedException {
        topics.make();
        List<String> names =
                models.stream().map(it -> it.topic().topicName()).distinct().toList();
        try (TopicEnds ends = new TopicEnds(kafka.admin(), names);
                Consumer<String, byte[]> consumer = kafka.consumer(Optional.empty());
                KafkaClientMetrics _ = kafka.measure(consumer)) {
            // What the models must have read to be as current as Kafka was when it was asked.
            Ends goal = ends.first();
            read(goal, consumer);
            boolean reached = false;
            while (loop.isRunning()) {
                consumer.poll(POLL).forEach(this::apply);
                if (!reached && isReached(goal, consumer)) {
                    reached = true;
                    reached(goal);
                }
                if (!reached) continue;
                Optional<Ends> next = next(ends);
                if (next.isPresent()) {
                    goal = next.get();
                    read(goal, consumer);
                    reached = false;
                }
            }
        }
    }

    /** A broker that does not answer ends nothing: what was read stays known, it only gets older. */
    private Optional<Ends> next(TopicEnds ends) {
        try {
            return ends.next();
        } catch (KafkaException e) {
            loop.failed(e);
            return Optional.empty();
        }
    }

    /** Reads partitions that are new from their beginning. */
    private static void read(Ends goal, Consumer<String, byte[]> consumer) {
        Set<TopicPartition> all = new HashSet<>(consumer.assignment());
        Set<TopicPartition> added = new HashSet<>(goal.offsets().keySet());
        added.removeAll(all);
        if (added.isEmpty()) return;
        all.addAll(added);
        consumer.assign(all);
        consumer.seekToBeginning(added);
    }

    private static boolean isReached(Ends goal, Consumer<String, byte[]> consumer) {
        return goal.offsets().entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }

    private void reached(Ends goal) {
        if (!freshness.isKnown()) caughtUpEvent.fire(new ReadModelsCaughtUp());
        freshness.currentAt(goal.askedAt());
        loop.succeeded();
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) return;
        for (ReadModel<?> model : models) {
            if (model.topic().topicName().equals(record.topic()) && Records.mayConcern(record, model::concerns))
                apply(record, model);
        }
    }

    private <T> void apply(ConsumerRecord<String, byte[]> record, ReadModel<T> model) {
        try {
            ReceivedEvent<T> event = Records.read(record, model.payload());
            if (!model.concerns(event.type())) return;
            // What is read to catch up was taken in by others when it was new.
            if (!freshness.isKnown()) {
                model.apply(event);
                return;
            }
            traces.process(record, event.id(), model, () -> model.apply(event));
            effect.taken(event);
        } catch (RuntimeException e) {
            deadLetters.add(model.topic(), record, e);
            if (record.key() != null) model.unreadable(record.key());
        }
    }
}
