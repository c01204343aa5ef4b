package org.sparkall.acceptance.faults;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;

/** Events that no service can read: no JSON, no CloudEvent, and one of a type and shape that nobody knows. */
final class Poison {

    private Poison() {}

    static void spill(Cluster cluster) throws Exception {
        Map<String, Object> settings = new HashMap<>(cluster.kafkaClient());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String topic : List.of(Topics.CONSENTS, "spark.integrations.v1", "spark.grants.v1")) {
                producer.send(new ProducerRecord<>(topic, "poison", "{")).get();
                producer.send(new ProducerRecord<>(topic, null, "poison", "no JSON at all", headers()))
                        .get();
                producer.send(new ProducerRecord<>(
                                topic, null, "poison", "{}", List.of(new RecordHeader("ce_type", (byte[]) null))))
                        .get();
                producer.send(new ProducerRecord<>(topic, null, "poison", "{\"revision\":0}", headers()))
                        .get();
            }
        }
    }

    private static List<Header> headers() {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", java.util.UUID.randomUUID().toString()),
                header("ce_source", "/nowhere"),
                header("ce_type", "nothing.known"),
                header("content-type", "application/json"));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
