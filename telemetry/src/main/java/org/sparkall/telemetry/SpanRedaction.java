package org.sparkall.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of spans what nobody may see: paths and queries as callers wrote them, where codes, states and sealed flows travel, and what tells of the person who
 * asks, their address and browser (OpenTelemetry semantic conventions for HTTP spans).
 */
@ApplicationScoped
class SpanRedaction implements SpanProcessor {

    private static final String REDACTED = "REDACTED";
    private static final List<AttributeKey<String>> WHOLLY = List.of(
            AttributeKey.stringKey("url.query"),
            // The route is there too; what stands in its places is whatever a caller wrote.
            AttributeKey.stringKey("url.path"),
            AttributeKey.stringKey("http.request.method_original"),
            AttributeKey.stringKey("client.address"),
            AttributeKey.stringKey("user_agent.original"));
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        for (AttributeKey<String> key : WHOLLY) {
            if (span.getAttribute(key) != null) span.setAttribute(key, REDACTED);
        }
        @Nullable String address = span.getAttribute(FULL);
        if (address == null) return;
        int query = address.indexOf('?');
        if (query >= 0) span.setAttribute(FULL, address.substring(0, query + 1) + REDACTED);
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // Nothing is left to take out.
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
