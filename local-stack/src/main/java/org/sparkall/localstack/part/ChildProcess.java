package org.sparkall.localstack.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A program that runs beside this one, with its output in a log. */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LINES_SHOWN = 20;

    private final String name;
    private final Path log;
    private final Duration patienceAtStop;
    private volatile @Nullable Process process;
    private boolean closed;

    public ChildProcess(String name, Path log) {
        this(name, log, PATIENCE_AT_STOP);
    }

    /**
     * @param patienceAtStop how long it may take to end when it is asked to
     */
    public ChildProcess(String name, Path log, Duration patienceAtStop) {
        this.name = name;
        this.log = log;
        this.patienceAtStop = patienceAtStop;
    }

    /** Starts the program; its output is added to the log. */
    public synchronized void start(List<String> command, Map<String, String> environment, Path folder) {
        if (closed) throw new LocalStackException("The part " + name + " was stopped before it had started.");
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new LocalStackException("The part " + name + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Waits until it is ready.
     *
     * @throws LocalStackException when it ends or takes too long; it is stopped then
     */
    public void awaitReady(BooleanSupplier ready, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!ready.getAsBoolean()) {
            if (!isAlive()) {
                close();
                throw new LocalStackException(
                        "The part " + name + " ended while it started: see " + log + ".\n" + lastLines());
            }
            if (Instant.now().isAfter(deadline)) {
                close();
                throw new LocalStackException("The part " + name + " was not ready within " + patience.toSeconds()
                        + " s: see " + log + ".\n" + lastLines());
            }
            pause();
        }
    }

    /** What it said last, for whoever sees the error and not the machine's files. */
    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    /**
     * Waits until it ends of itself.
     *
     * @return its exit code
     */
    public int awaitEnd() {
        try {
            return java.util.Objects.requireNonNull(process).waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    public boolean isAlive() {
        Process present = process;
        return present != null && present.isAlive();
    }

    public Optional<ProcessHandle> handle() {
        return Optional.ofNullable(process).filter(Process::isAlive).map(Process::toHandle);
    }

    @Override
    public void close() {
        Process running = end();
        if (running != null) stop(running.toHandle(), patienceAtStop);
    }

    private synchronized @Nullable Process end() {
        closed = true;
        return process;
    }

    /** Stops a process and its descendants: asks first, and insists after a while. */
    public static void stop(ProcessHandle process) {
        stop(process, PATIENCE_AT_STOP);
    }

    private static void stop(ProcessHandle process, Duration patience) {
        List<ProcessHandle> family =
                Stream.concat(process.descendants(), Stream.of(process)).toList();
        family.forEach(ProcessHandle::destroy);
        try {
            CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            family.forEach(ProcessHandle::destroyForcibly);
        } catch (InterruptedException e) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
