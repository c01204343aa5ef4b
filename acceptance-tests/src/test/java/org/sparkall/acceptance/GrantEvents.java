package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.AT;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the suite told of a grant. */
final class GrantEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private GrantEvents() {}

    /** The events of a grant, each as its type and scopes, once there are so many of them; fewer when they do not come in time. */
    static List<String> of(String grantId, int count) throws Exception {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, AT.kafka(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
            List<TopicPartition> partitions = consumer.partitionsFor("spark.grants.v1").stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant deadline = Instant.now().plusSeconds(10);
            while (found.size() < count && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    if (grantId.equals(record.key())) found.add(describe(record));
                }
            }
        }
        return found;
    }

    private static String describe(ConsumerRecord<String, String> record) throws Exception {
        List<String> scopes = new ArrayList<>();
        JSON.readTree(record.value()).path("scopes").forEach(it -> scopes.add(it.asText()));
        String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        return type + " " + scopes;
    }
}
