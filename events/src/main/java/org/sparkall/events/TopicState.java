package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** What a topic holds at this moment, for a service that asks Kafka what it does not know itself any more. */
@ApplicationScoped
public class TopicState {

    private static final Logger LOG = Logger.getLogger(TopicState.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final KafkaClients kafka;
    private final Topics topics;

    TopicState(KafkaClients kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** Takes some events of a topic in; those of one key come in order. */
    @FunctionalInterface
    public interface Taker<T> {
        void take(List<ReceivedEvent<T>> some);
    }

    /**
     * Reads a topic from its beginning to where it ends now. A record that is no event says nothing.
     *
     * @return how many events it holds
     * @throws KafkaException when Kafka cannot be reached, or does not let this service read
     */
    public <T> long read(Topic topic, Class<T> payload, Taker<T> taker) {
        try {
            topics.make();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        try (Consumer<String, byte[]> consumer = kafka.consumer(Optional.empty())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(it -> new TopicPartition(topic.topicName(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long count = 0;
            while (!isReached(consumer, ends)) {
                List<ReceivedEvent<T>> some = new ArrayList<>();
                consumer.poll(POLL).forEach(record -> read(record, payload).ifPresent(some::add));
                count += some.size();
                if (!some.isEmpty()) taker.take(some);
            }
            return count;
        }
    }

    private static <T> Optional<ReceivedEvent<T>> read(ConsumerRecord<String, byte[]> record, Class<T> payload) {
        if (record.value() == null) return Optional.empty();
        try {
            return Optional.of(Records.read(record, payload));
        } catch (UnreadableEventException e) {
            LOG.warnf("offset %d of %s-%d is no event", record.offset(), record.topic(), record.partition());
            return Optional.empty();
        }
    }

    private static boolean isReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }
}
