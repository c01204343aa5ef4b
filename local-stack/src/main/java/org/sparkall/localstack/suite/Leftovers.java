package org.sparkall.localstack.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.LocalStackException;

/**
 * Remembers the processes of a run, so that the next one can stop what a killed supervisor left behind. A process is known by its id and
 * the moment it began: one that merely got the same id is left alone.
 */
final class Leftovers {

    private final Path file;

    Leftovers(Path file) {
        this.file = file;
    }

    synchronized void remember(ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            List<String> lines = new ArrayList<>(read());
            lines.add(process.pid() + " " + began(process));
            Files.write(file, lines);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be written.", e);
        }
    }

    /** Stops what still runs of an earlier run. */
    synchronized void stop() {
        try {
            for (String line : read()) {
                String[] fields = line.split(" ", 2);
                Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(fields[0]));
                if (process.isPresent() && began(process.get()).equals(fields[1])) ChildProcess.stop(process.get());
            }
            Files.deleteIfExists(file);
        } catch (IOException | NumberFormatException e) {
            throw new LocalStackException("The file " + file + " cannot be read.", e);
        }
    }

    private List<String> read() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private static String began(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("?");
    }
}
