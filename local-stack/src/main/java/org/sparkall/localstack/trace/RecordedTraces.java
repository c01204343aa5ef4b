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
        List<RecordedSpan> spans =
                spans().stream().filter(it -> it.traceId().equals(traceId)).toList();
        return spans.isEmpty() ? Optional.empty() : Optional.of(new Trace(spans));
    }

    /** The newest trace that begins with a span of this name. */
    public Optional<Trace> newest(String beginning) throws IOException {
        List<RecordedSpan> all = spans();
        return all.stream()
                .filter(it -> it.parentId().isEmpty() && it.name().equals(beginning))
                .max(Comparator.comparingLong(RecordedSpan::startNanos))
                .map(first -> new Trace(all.stream()
                        .filter(it -> it.traceId().equals(first.traceId()))
                        .toList()));
    }

    /** All spans that were kept, of all traces. */
    public List<RecordedSpan> spans() throws IOException {
        if (!Files.exists(file)) return List.of();
        try (Stream<String> lines = Files.lines(file)) {
            // The last line may be half written yet.
            return lines.filter(it -> it.endsWith("}"))
                    .map(RecordedTraces::read)
                    .toList();
        }
    }

    private static RecordedSpan read(String line) {
        try {
            return JSON.readValue(line, RecordedSpan.class);
        } catch (JsonProcessingException e) {
            throw new LocalStackException("The file of traces holds a line that is no span.", e);
        }
    }
}
