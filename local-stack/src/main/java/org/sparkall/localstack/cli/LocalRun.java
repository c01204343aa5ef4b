package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.SuiteFile;

/** The suite that {@code up} runs: its folder, and the supervisor that keeps it. */
final class LocalRun {

    static final Path FOLDER = Project.data().resolve("up");
    static final Path LOGS = FOLDER.resolve("logs");

    private static final Path SUITE_FILE = FOLDER.resolve("suite.properties");
    private static final Path SUPERVISOR = FOLDER.resolve("supervisor.pid");

    private LocalRun() {}

    /** Notes that this process is the supervisor of a suite that is ready. */
    static void begin(SuiteFile suite) throws IOException {
        suite.write(SUITE_FILE);
        ProcessHandle self = ProcessHandle.current();
        Files.writeString(
                SUPERVISOR, self.pid() + " " + self.info().startInstant().orElseThrow());
    }

    static void end() throws IOException {
        Files.deleteIfExists(SUPERVISOR);
        Files.deleteIfExists(SUITE_FILE);
    }

    /** The supervisor, if one runs. */
    static Optional<ProcessHandle> supervisor() throws IOException {
        if (!Files.exists(SUPERVISOR)) return Optional.empty();
        String[] fields = Files.readString(SUPERVISOR).split(" ", 2);
        return ProcessHandle.of(Long.parseLong(fields[0]))
                .filter(it -> it.info()
                        .startInstant()
                        .map(Object::toString)
                        .orElse("")
                        .equals(fields[1]));
    }

    /** The running suite, if there is one that is ready. */
    static Optional<SuiteFile> suite() throws IOException {
        return supervisor().isPresent() && Files.exists(SUITE_FILE)
                ? Optional.of(SuiteFile.read(SUITE_FILE))
                : Optional.empty();
    }
}
