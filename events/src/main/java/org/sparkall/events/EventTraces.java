package org.sparkall.events;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.quarkus.arc.ClientProxy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.sparkall.telemetry.TraceParent;

/** Spans of events on their way (OpenTelemetry semantic conventions for messaging and for Kafka). */
@ApplicationScoped
class EventTraces {

    private static final String HEADER = "traceparent";
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> CONSUMER = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<Long> OFFSET = AttributeKey.longKey("messaging.kafka.offset");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;

    EventTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins the publication of an event; what receives it goes on from there. The caller ends the span. */
    Span publishing(ProducerRecord<String, ?> record, String eventId, Optional<TraceParent> change) {
        if (change.isEmpty()) return Span.getInvalid();
        Span span = span("publish", record.topic(), eventId, SpanKind.PRODUCER)
                .setAttribute(OPERATION_TYPE, "send")
                .setParent(change.get().in(Context.root()))
                .startSpan();
        TraceParent.of(span)
                .ifPresent(it -> record.headers().add(HEADER, it.value().getBytes(StandardCharsets.US_ASCII)));
        return span;
    }

    static void end(Span span, @Nullable Exception failure) {
        if (failure != null) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR, failure.getClass().getName());
        }
        span.end();
    }

    /**
     * Takes in an event, in the trace of the change that it speaks of.
     *
     * @param consumer the bean that takes it in
     */
    void process(ConsumerRecord<String, ?> record, String eventId, Object consumer, Runnable work) {
        Optional<Span> span = processing(record, eventId, consumer);
        try (Scope _ = span.map(Span::makeCurrent).orElseGet(Scope::noop)) {
            work.run();
        } catch (RuntimeException e) {
            span.ifPresent(it -> end(it, e));
            throw e;
        }
        span.ifPresent(Span::end);
    }

    /**
     * Begins to take in an event, in the trace of the change that it speaks of. The caller ends the span.
     *
     * @param consumer the bean that takes it in
     * @return empty when the change has no trace
     */
    Optional<Span> processing(ConsumerRecord<String, ?> record, String eventId, Object consumer) {
        return publication(record.headers())
                .map(it -> span("process", record.topic(), eventId, SpanKind.CONSUMER)
                        .setAttribute(OPERATION_TYPE, "process")
                        .setAttribute(CONSUMER, nameOf(consumer))
                        .setAttribute(OFFSET, record.offset())
                        .setParent(it.in(Context.root()))
                        .startSpan());
    }

    /** What a bean that takes events in is called, in the inbox and in traces. */
    static String nameOf(Object consumer) {
        return ClientProxy.unwrap(consumer).getClass().getSimpleName();
    }

    private SpanBuilder span(String operation, String topic, String eventId, SpanKind kind) {
        return tracer.spanBuilder(operation + " " + topic)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, operation)
                .setAttribute(DESTINATION, topic)
                .setAttribute(MESSAGE, eventId);
    }

    private static Optional<TraceParent> publication(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        return header == null || header.value() == null
                ? Optional.empty()
                : TraceParent.parse(new String(header.value(), StandardCharsets.US_ASCII));
    }
}
