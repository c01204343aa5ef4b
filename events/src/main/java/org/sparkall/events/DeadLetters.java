package org.sparkall.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts aside what cannot be processed, as it came, with the reason. */
@Singleton
class DeadLetters {

    static final String REASON = "dlq-reason";

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final KafkaClients kafka;
    private final MeterRegistry metrics;
    private @Nullable Producer<String, byte[]> producer;

    DeadLetters(KafkaClients kafka, MeterRegistry metrics) {
        this.kafka = kafka;
        this.metrics = metrics;
        // Of a counter that begins with its first event nobody sees that it grew; a singleton is there from the start.
        for (Topic topic : Topic.values()) dead(topic.topicName());
    }

    private Counter dead(String topic) {
        return metrics.counter("sparkall.events.dead", "topic", topic);
    }

    /**
     * Puts a record aside.
     *
     * @throws KafkaException when that cannot be done; the record must then be tried again
     */
    void add(Topic topic, ConsumerRecord<String, byte[]> record, Throwable cause) {
        LOG.errorf(
                "record %s-%d@%d goes to the dead-letter topic: %s",
                record.topic(), record.partition(), record.offset(), reason(cause));
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(topic.deadLetterName(), null, record.key(), record.value(), record.headers());
        letter.headers().add(REASON, reason(cause).getBytes(StandardCharsets.UTF_8));
        try {
            producer().send(letter).get();
        } catch (ExecutionException e) {
            throw new KafkaException("the dead letter was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
        dead(record.topic()).increment();
    }

    /** The kind of failure; a message could quote the payload, so only our own are repeated. */
    private static String reason(Throwable cause) {
        return cause instanceof UnreadableEventException
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getName();
    }

    private synchronized Producer<String, byte[]> producer() {
        if (producer == null) producer = kafka.rawProducer();
        return producer;
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (producer != null) producer.close();
    }
}
