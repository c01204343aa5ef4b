package org.sparkall.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** npm's {@code openid-client} in a process of its own, which does one thing after another as it is told. */
final class OpenidClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/openid-client");
    private static final Path INSTALLED = Path.of("target/openid-client");
    private static final long PATIENCE_SECONDS = 180;

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    OpenidClient() throws IOException {
        process = node("node", "driver.js").start();
        in = process.outputWriter();
        out = process.inputReader();
    }

    /** Fetches exactly the versions of the lock file, away from the sources. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(INSTALLED);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(
                        file, INSTALLED.resolve(file.getFileName()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Process npm = node("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .redirectOutput(Path.of("target/openid-client-install.log").toFile())
                .start();
        if (!npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw new AssertionError("npm did not end");
        }
        if (npm.exitValue() != 0) throw new AssertionError("npm ci ended with " + npm.exitValue());
    }

    private static ProcessBuilder node(String... command) {
        return new ProcessBuilder(List.of(command))
                .directory(INSTALLED.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
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
