package org.sparkall.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Records of a topic as events. */
final class Records {

    private static final String TYPE = "ce_type";

    private Records() {}

    /**
     * The event that a record carries.
     *
     * @throws UnreadableEventException when it carries none, or a payload of another type
     */
    static <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> record, Class<T> payload) {
        CloudEvent event = event(record);
        OffsetDateTime time = event.getTime();
        return new ReceivedEvent<>(
                event.getId(),
                event.getType(),
                event.getSource().toString(),
                time == null ? Instant.ofEpochMilli(record.timestamp()) : time.toInstant(),
                record.key() == null ? "" : record.key(),
                EventJson.read(event, payload));
    }

    /**
     * Whether its event can be of such a type: said without reading all of it (the binary content mode of the Kafka binding for CloudEvents has
     * the attributes in headers). What does not say in a header what it is has to be read.
     */
    static boolean mayConcern(ConsumerRecord<String, byte[]> record, Predicate<String> types) {
        Header type = record.headers().lastHeader(TYPE);
        return type == null
                || type.value() == null
                || type.value().length == 0
                || types.test(new String(type.value(), StandardCharsets.UTF_8));
    }

    private static CloudEvent event(ConsumerRecord<String, byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableEventException("the record is not a CloudEvent");
        }
    }
}
