package org.sparkall.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Takes the query out of every address before anybody sees it: codes, states and sealed flows travel there. */
@ApplicationScoped
class QueryRedaction implements SpanProcessor {

    private static final String REDACTED = "REDACTED";
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> FULL = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) span.setAttribute(QUERY, REDACTED);
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
