package org.sparkall.telemetry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a trace goes on, as it travels (W3C Trace Context section 3.2 {@code traceparent}). It names nobody and opens nothing.
 *
 * @param value such as {@code 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01}
 */
@RegisterForReflection
public record TraceParent(@JsonValue String value) {

    private static final String FIELD = "traceparent";
    private static final TextMapGetter<String> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(FIELD);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return FIELD.equals(key) ? carrier : null;
        }
    };

    /** @throws IllegalArgumentException when it is none */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TraceParent {
        if (!isValid(value)) throw new IllegalArgumentException("not a traceparent");
    }

    /** That of the span under way; empty when there is none. */
    public static Optional<TraceParent> current() {
        return of(Span.current());
    }

    /** That of a span; empty when it is none that could be followed. */
    public static Optional<TraceParent> of(Span span) {
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carrier, Map::put);
        return Optional.ofNullable(carrier.get(FIELD)).map(TraceParent::new);
    }

    /** What somebody sent; empty when they sent none, or none that is in order. */
    public static Optional<TraceParent> parse(@Nullable String value) {
        return Optional.ofNullable(value).filter(TraceParent::isValid).map(TraceParent::new);
    }

    private static boolean isValid(String value) {
        return Span.fromContext(extract(Context.root(), value)).getSpanContext().isValid();
    }

    /** A context in which this is the parent of what begins. */
    public Context in(Context context) {
        return extract(context, value);
    }

    private static Context extract(Context context, String value) {
        return W3CTraceContextPropagator.getInstance().extract(context, value, GETTER);
    }
}
