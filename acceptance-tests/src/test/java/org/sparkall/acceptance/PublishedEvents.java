package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.KAFKA_CLIENT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the suite has published. */
final class PublishedEvents {

    private PublishedEvents() {}

    /** An event as it stands in its topic. */
    record Published(String id, String type, String data) {}

    /** Every event with this key that the topic holds now, the oldest first. */
    static List<Published> of(String topic, String key) {
        List<Published> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(KAFKA_CLIENT, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(record.key())) found.add(published(record));
                }
            }
        }
        return found;
    }

    private static Published published(ConsumerRecord<String, String> record) {
        return new Published(header(record, "ce_id"), header(record, "ce_type"), record.value());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
