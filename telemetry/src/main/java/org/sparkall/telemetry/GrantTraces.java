package org.sparkall.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a grant in one trace. Its requests come one by one from a browser and from an integration, each with a trace of its own or none;
 * what they do for the grant is a span of the trace that the grant began with, and links to the request that it came in.
 */
@ApplicationScoped
public class GrantTraces {

    private final Tracer tracer;

    GrantTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    /**
     * Does a step of a grant.
     *
     * @param name low in variety, such as {@code grant redeem}
     * @param grant where the grant's trace goes on; null when it has none: then the step belongs to the request
     */
    public <T> T step(String name, @Nullable TraceParent grant, Supplier<T> work) {
        if (grant == null) return work.get();
        Span request = Span.current();
        Span step = tracer.spanBuilder(name)
                .setParent(grant.in(Context.current()))
                .addLink(request.getSpanContext())
                .startSpan();
        request.addLink(step.getSpanContext());
        try (Scope _ = step.makeCurrent()) {
            return work.get();
        } catch (RuntimeException e) {
            step.setStatus(StatusCode.ERROR);
            step.setAttribute("error.type", e.getClass().getName());
            throw e;
        } finally {
            step.end();
        }
    }
}
