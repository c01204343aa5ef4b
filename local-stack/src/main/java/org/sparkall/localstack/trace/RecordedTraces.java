package org.sparkall.localstack.trace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparkall.localstack.part.LocalStackException;

/** The traces that a {@link TraceCollector} has kept. */
public final class RecordedTraces {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public RecordedTraces(Path file) {
        this.file = file;
    }

    /** A trace; empty when nothing of it was kept. */
    public Optional<Trace> find(String traceId) throws IOException {
        List<RecordedSpan> spans;
        try (Stream<RecordedSpan> all = spans()) {
            spans = all.filter(it -> it.traceId().equals(traceId)).toList();
        }
        return spans.isEmpty() ? Optional.empty() : Optional.of(new Trace(spans));
    }

    /** The newest trace that begins with a span of this name. */
    public Optional<Trace> newest(String beginning) throws IOException {
        Optional<RecordedSpan> first;
        try (Stream<RecordedSpan> all = spans()) {
            first = all.filter(it -> it.parentId().isEmpty() && it.name().equals(beginning))
                    .max(Comparator.comparingLong(RecordedSpan::startNanos));
        }
        return first.isEmpty() ? Optional.empty() : find(first.get().traceId());
    }

    private Stream<RecordedSpan> spans() throws IOException {
        return Files.exists(file) ? Files.lines(file).map(RecordedTraces::read) : Stream.empty();
    }

    private static RecordedSpan read(String line) {
        try {
            return JSON.readValue(line, RecordedSpan.class);
        } catch (JsonProcessingException e) {
            throw new LocalStackException("The file of traces holds a line that is no span.", e);
        }
    }
}
