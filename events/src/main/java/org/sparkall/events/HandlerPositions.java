package org.sparkall.events;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far this service's {@link EventHandler}s have come, as Kafka remembers it. */
@ApplicationScoped
class HandlerPositions {

    private final List<EventHandler<?>> handlers;
    private final KafkaClients kafka;
    private final EventSettings settings;

    HandlerPositions(@All List<EventHandler<?>> handlers, KafkaClients kafka, EventSettings settings) {
        this.handlers = handlers;
        this.kafka = kafka;
        this.settings = settings;
    }

    /** Has the handlers begin again with all that the topics hold. No replica may be taking events in. */
    void rewind() {
        if (handlers.isEmpty()) return;
        try (Consumer<String, byte[]> consumer = kafka.consumer(Optional.of(HandlerConsumer.group(settings)))) {
            Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
            handlers.stream()
                    .map(it -> it.topic().topicName())
                    .distinct()
                    .forEach(topic -> consumer.partitionsFor(topic)
                            .forEach(it -> beginnings.put(
                                    new TopicPartition(topic, it.partition()), new OffsetAndMetadata(0))));
            if (!beginnings.isEmpty()) consumer.commitSync(beginnings);
        }
    }
}
