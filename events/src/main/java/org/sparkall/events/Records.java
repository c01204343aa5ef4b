package org.sparkall.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of a topic as events. */
final class Records {

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

    private static CloudEvent event(ConsumerRecord<String, byte[]> record) {
        try {
            return KafkaMessageFactory.createReader(record).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableEventException("the record is not a CloudEvent");
        }
    }
}
