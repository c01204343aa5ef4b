package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.AT;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.sparkall.localstack.part.Project;

/** The operators' command line, run as operators run it: as a process of its own. */
final class AdminCli {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, String> environment = new HashMap<>();

    /** @param home where sign-ins are kept */
    AdminCli(Path home) {
        with("SPARKALL_ADMIN_HOME", home.toString());
        with("SPARKALL_ADMIN_AUTH_URL", AT.auth());
        with("SPARKALL_ADMIN_POLICY_URL", AT.policy());
        with("SPARKALL_ADMIN_CONSENT_URL", AT.consent());
        with("SPARKALL_ADMIN_ISSUER", AT.realm());
    }

    /** As this client of the local realm, whose secret is its name. */
    AdminCli as(String clientId) {
        return with("SPARKALL_ADMIN_CLIENT_ID", clientId).with("SPARKALL_ADMIN_CLIENT_SECRET", clientId);
    }

    AdminCli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    AdminCli without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** What a command said, and how it ended. */
    record Said(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no JSON: " + out + err, e);
            }
        }

        /** A table's lines without its header. */
        List<String> rows() {
            return out.lines().skip(1).toList();
        }
    }

    /** Runs a command to its end. */
    Said run(String... arguments) {
        return runSaying("", arguments);
    }

    /** As {@link #run}, with something on standard input. */
    Said runSaying(String input, String... arguments) {
        try {
            Path out = Files.createTempFile("admin", ".out");
            Path err = Files.createTempFile("admin", ".err");
            Process process = start(out, err, arguments);
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            Said said = end(process, out, err);
            Files.delete(out);
            Files.delete(err);
            return said;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Process start(Path out, Path err, String... arguments) throws IOException {
        return process(List.of(), arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    /** A process of the command, or of this program that is to start it. */
    ProcessBuilder process(List<String> javaOptions, String... arguments) {
        List<String> command = new ArrayList<>(List.of(Project.java().toString()));
        // As the launcher does.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xlog:disable"));
        command.addAll(List.of(
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + jar().resolveSibling("sparkall-admin.jsa")));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(it -> it.startsWith("SPARKALL_"));
        builder.environment().putAll(environment);
        return builder;
    }

    static Path jar() {
        return Project.root().resolve("admin-cli/target/sparkall-admin.jar");
    }

    static Said end(Process process, Path out, Path err) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it did not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Said(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
