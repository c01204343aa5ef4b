package org.sparkall.localstack.trace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The spans of one trace. */
public record Trace(List<RecordedSpan> spans) {

    private static final double NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();

    /** @param spans at least one */
    public Trace {
        spans = spans.stream()
                .sorted(Comparator.comparingLong(RecordedSpan::startNanos))
                .toList();
    }

    public String id() {
        return spans.getFirst().traceId();
    }

    /** Lines that show what began what, when (milliseconds since the beginning), and how long it took. */
    public List<String> tree() {
        Set<String> known = new HashSet<>();
        spans.forEach(it -> known.add(it.spanId()));
        List<String> lines = new ArrayList<>();
        // A span whose parent was not kept stands where the trace begins.
        for (RecordedSpan span : spans) if (!known.contains(span.parentId())) add(lines, span, 0);
        return lines;
    }

    private void add(List<String> lines, RecordedSpan span, int depth) {
        long origin = spans.getFirst().startNanos();
        lines.add("%9.1f ms %8.1f ms  %s%s  (%s)%s"
                .formatted(
                        (span.startNanos() - origin) / NANOS_PER_MILLI,
                        (span.endNanos() - span.startNanos()) / NANOS_PER_MILLI,
                        "  ".repeat(depth),
                        span.name(),
                        span.service(),
                        consumer(span)));
        spans.stream().filter(it -> it.parentId().equals(span.spanId())).forEach(it -> add(lines, it, depth + 1));
    }

    private static String consumer(RecordedSpan span) {
        String name = span.attributes().get("messaging.consumer.group.name");
        return name == null ? "" : " by " + name;
    }
}
