package org.sparkall.acceptance.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what stands in topics between two looks. */
final class Topics {

    static final String CONSENTS = "spark.consents.v1";

    private final Map<String, Object> client;

    /** @param client how one connects to Kafka */
    Topics(Map<String, Object> client) {
        this.client = client;
    }

    /** An event as it stands in its topic. */
    record Event(String key, String id, String data) {}

    /** Where a topic ends now. */
    Map<TopicPartition, Long> end(String topic) {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic));
        }
    }

    /** Every event since then, of one key in its order. */
    List<Event> since(Map<TopicPartition, Long> begin) {
        List<Event> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = consumer()) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(begin.keySet());
            while (ends.entrySet().stream().anyMatch(it -> consumer.position(it.getKey()) < it.getValue())) {
                for (ConsumerRecord<String, String> it : consumer.poll(Duration.ofMillis(200))) {
                    if (it.value() == null || it.headers().lastHeader("ce_id") == null) continue;
                    String id = new String(it.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
                    found.add(new Event(it.key(), id, it.value()));
                }
            }
        }
        return found;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<String, String> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition()))
                .toList();
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
    }
}
