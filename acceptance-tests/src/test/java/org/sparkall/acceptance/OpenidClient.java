package org.sparkall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** npm's {@code openid-client} in a process of its own, which does one thing after another as it is told. */
final class OpenidClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SCRIPT = Path.of("src/test/openid-client/driver.js");

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    OpenidClient(NodeProject node) throws IOException {
        process = node.script("driver.js", Files.readString(SCRIPT))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = process.outputWriter();
        out = process.inputReader();
    }

    /** Has it do something that it must not refuse. */
    JsonNode does(String command, Map<String, ?> options) throws IOException {
        JsonNode answer = told(command, options);
        if (answer.has("refused")) throw new AssertionError(command + ": " + answer);
        return answer;
    }

    /** Has it do something that it must refuse; what it says then. */
    JsonNode refuses(String command, Map<String, ?> options) throws IOException {
        JsonNode answer = told(command, options);
        if (!answer.has("refused")) throw new AssertionError(command + " was not refused");
        return answer.path("refused");
    }

    private JsonNode told(String command, Map<String, ?> options) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>(options);
        line.put("command", command);
        in.write(JSON.writeValueAsString(line));
        in.newLine();
        in.flush();
        String answer = out.readLine();
        if (answer == null) throw new AssertionError("openid-client ended at " + command);
        return JSON.readTree(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
