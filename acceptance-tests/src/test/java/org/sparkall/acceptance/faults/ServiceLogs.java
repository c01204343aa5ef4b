package org.sparkall.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the services wrote of their failures. */
final class ServiceLogs {

    private static final Pattern ERROR_ID = Pattern.compile("\"error_id\":\"([0-9a-f-]+)\"");
    private static final int FRAMES = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    ServiceLogs(Path folder) {
        this.folder = folder;
    }

    /** The failure behind an answer that names one. */
    Optional<String> behind(String answer) throws IOException {
        Matcher id = ERROR_ID.matcher(answer);
        return id.find() ? failure(id.group(1)) : Optional.empty();
    }

    private Optional<String> failure(String id) throws IOException {
        try (Stream<Path> logs = Files.list(folder)) {
            return logs.flatMap(ServiceLogs::lines)
                    .filter(it -> it.contains(id) && it.startsWith("{"))
                    .findFirst()
                    .map(ServiceLogs::told);
        }
    }

    private static Stream<String> lines(Path log) {
        try {
            return Files.readAllLines(log).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String told(String line) {
        try {
            StringBuilder told = new StringBuilder();
            JsonNode failure = JSON.readTree(line).path("exception");
            while (!failure.isMissingNode()) {
                told.append(failure.path("exceptionType").asText())
                        .append(": ")
                        .append(failure.path("message").asText());
                List<JsonNode> frames = failure.path("frames").valueStream().toList();
                for (JsonNode frame : frames.subList(0, Math.min(FRAMES, frames.size()))) {
                    told.append("\n    ")
                            .append(frame.path("class").asText())
                            .append('.')
                            .append(frame.path("method").asText())
                            .append(':')
                            .append(frame.path("line").asText());
                }
                failure = failure.path("causedBy").path("exception");
                if (!failure.isMissingNode()) told.append("\n  caused by ");
            }
            return told.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
