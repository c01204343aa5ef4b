package org.sparkall.events;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Feeds the {@link ReadModel}s of this replica from the beginning of their topics. */
@ApplicationScoped
class ReadModelFeed {

    private static final Duration POLL = Duration.ofMillis(250);

    private final List<ReadModel<?>> models;
    private final KafkaClients kafka;
    private final Topics topics;
    private final DeadLetters deadLetters;
    private final EventLoop loop = new EventLoop("read-models");
    private volatile boolean caughtUp;

    ReadModelFeed(@All List<ReadModel<?>> models, KafkaClients kafka, Topics topics, DeadLetters deadLetters) {
        this.models = models;
        this.kafka = kafka;
        this.topics = topics;
        this.deadLetters = deadLetters;
        this.caughtUp = models.isEmpty();
    }

    void start(@Observes StartupEvent event) {
        if (!models.isEmpty()) loop.start(this::follow);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Whether every model knows all that the topics held when this replica began to read them. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    private void follow() throws InterruptedException {
        topics.make();
        try (Consumer<String, byte[]> consumer = kafka.consumer(Optional.empty())) {
            List<TopicPartition> partitions = models.stream()
                    .map(it -> it.topic().topicName())
                    .distinct()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (loop.isRunning()) {
                consumer.poll(POLL).forEach(this::apply);
                loop.succeeded();
                if (!caughtUp) {
                    caughtUp = partitions.stream().allMatch(it -> consumer.position(it) >= ends.getOrDefault(it, 0L));
                }
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) return;
        for (ReadModel<?> model : models) {
            if (model.topic().topicName().equals(record.topic())) apply(record, model);
        }
    }

    private <T> void apply(ConsumerRecord<String, byte[]> record, ReadModel<T> model) {
        try {
            model.apply(Records.read(record, model.payload()));
        } catch (RuntimeException e) {
            deadLetters.add(model.topic(), record, e);
        }
    }
}
