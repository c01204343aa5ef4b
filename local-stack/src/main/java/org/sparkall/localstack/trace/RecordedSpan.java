package org.sparkall.localstack.trace;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a service exported it.
 *
 * @param parentId empty when it begins its trace
 * @param service which service did the work
 * @param startNanos since the epoch
 * @param endNanos since the epoch
 * @param links the spans it links to, each as trace id, slash, span id
 */
public record RecordedSpan(
        String traceId,
        String spanId,
        String parentId,
        String service,
        String name,
        String kind,
        long startNanos,
        long endNanos,
        List<String> links,
        Map<String, String> attributes) {

    public RecordedSpan {
        links = List.copyOf(links);
        attributes = Map.copyOf(attributes);
    }

    static List<RecordedSpan> of(ResourceSpans exported) {
        String service = attributes(exported.getResource().getAttributesList()).getOrDefault("service.name", "");
        List<RecordedSpan> spans = new ArrayList<>();
        for (ScopeSpans scope : exported.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> spans.add(of(service, span)));
        }
        return spans;
    }

    private static RecordedSpan of(String service, Span span) {
        HexFormat hex = HexFormat.of();
        return new RecordedSpan(
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getLinksList().stream()
                        .map(it -> hex.formatHex(it.getTraceId().toByteArray()) + "/"
                                + hex.formatHex(it.getSpanId().toByteArray()))
                        .toList(),
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(it -> attributes.put(it.getKey(), text(it.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> value.toString();
        };
    }
}
