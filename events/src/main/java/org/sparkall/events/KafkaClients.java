package org.sparkall.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Makes Kafka clients from the {@code kafka.*} settings (brokers, TLS, SASL). */
@ApplicationScoped
class KafkaClients {

    private static final String MAX_BLOCK_MS = "5000";
    private static final String FETCH_WAIT_MS = "250";

    private final Map<String, Object> common;
    private final MeterRegistry metrics;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> common, MeterRegistry metrics) {
        this.common = Map.copyOf(common);
        this.metrics = metrics;
    }

    /** Exports what a producer counts, until this is closed. */
    KafkaClientMetrics measure(Producer<?, ?> producer) {
        return measure(new KafkaClientMetrics(producer));
    }

    /** Exports what a consumer counts, until this is closed. */
    KafkaClientMetrics measure(Consumer<?, ?> consumer) {
        return measure(new KafkaClientMetrics(consumer));
    }

    private KafkaClientMetrics measure(KafkaClientMetrics client) {
        client.bindTo(metrics);
        return client;
    }

    /** A producer that neither reorders nor doubles what it is given, and says so only when every in-sync replica has it. */
    Producer<String, CloudEvent> producer() {
        Map<String, Object> config = reliable();
        return new KafkaProducer<>(config, new StringSerializer(), new CloudEventSerializer());
    }

    /** A producer of records as they are. */
    Producer<String, byte[]> rawProducer() {
        return new KafkaProducer<>(reliable(), new StringSerializer(), new ByteArraySerializer());
    }

    private Map<String, Object> reliable() {
        Map<String, Object> config = new HashMap<>(common);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "20000");
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        return config;
    }

    /** A consumer of records as they are; without a group it must be given its partitions. */
    Consumer<String, byte[]> consumer(Optional<String> group) {
        Map<String, Object> config = new HashMap<>(common);
        group.ifPresent(id -> config.put(ConsumerConfig.GROUP_ID_CONFIG, id));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "15000");
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    Admin admin() {
        Map<String, Object> config = new HashMap<>(common);
        config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        return Admin.create(config);
    }
}
