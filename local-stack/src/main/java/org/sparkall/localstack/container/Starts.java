package org.sparkall.localstack.container;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.sparkall.localstack.demo.Demo;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuitePorts;

/**
 * How long the services' images take to start, and what they need: each service by itself, on a machine where the rest of the suite is idle,
 * images with and without an AOT cache in turn.
 */
public final class Starts {

    private static final int JOBS = 10;

    /** The kernel's unit of time in {@code /proc}, on every Linux of today. */
    private static final Duration TICK = Duration.ofMillis(10);

    private enum Image {
        JVM,
        AOT;

        String of(String service) {
            return this == JVM ? ServiceImages.plain(service) : ServiceImages.image(service);
        }
    }

    private record Measure(String service, Image image, double seconds, long startedKib, long loadedKib) {}

    private record Running(String service, SuiteService part, long pid, double seconds, long startedKib) {

        Measure loaded(Image image) throws IOException {
            return new Measure(service, image, seconds, startedKib, resident(pid));
        }
    }

    private final ContainerEngine engine;
    private final Path folder;
    private final Progress progress;
    private final List<Measure> measures = new ArrayList<>();

    /**
     * @param folder for the suite's data
     */
    public Starts(ContainerEngine engine, Path folder, Progress progress) {
        this.engine = engine;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @return the result, as a table in Markdown: medians, and the least and most in brackets
     */
    public String measure(int rounds) throws IOException {
        try (Suite suite = new Suite(SuitePorts.anyFree(), folder, Project.root(), progress)) {
            suite.start();
            ServiceSettings.SERVICES.forEach(suite::stop);
            for (int round = 0; round < rounds; round++) {
                // Neither is always the first.
                List<Image> images = round % 2 == 0 ? List.of(Image.JVM, Image.AOT) : List.of(Image.AOT, Image.JVM);
                for (Image image : images) {
                    progress.say("round " + (round + 1), image.name());
                    measure(suite, image);
                }
            }
        }
        return table();
    }

    private void measure(Suite suite, Image image) throws IOException {
        List<Running> running = new ArrayList<>();
        try {
            for (String service : ServiceSettings.SERVICES) running.add(start(suite, service, image));
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            for (int job = 0; job < JOBS; job++) {
                if (!new Demo(suite.addresses(), nowhere).run())
                    throw new LocalStackException(
                            "The main job failed: see the logs in " + folder.resolve("logs") + ".");
            }
            for (Running it : running) measures.add(it.loaded(image));
        } finally {
            running.reversed().forEach(it -> it.part().close());
        }
    }

    private Running start(Suite suite, String service, Image image) throws IOException {
        ContainerProgram program = ContainerProgram.of(engine, image.of(service));
        suite.runServices(any -> program);
        SuiteService part = suite.settings().service(service, Map.of());
        part.start();
        double now = uptime();
        long pid = program.pid();
        return new Running(service, part, pid, now - startOf(pid), resident(pid));
    }

    /** Seconds since the machine started. */
    private static double uptime() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ", 2)[0]);
    }

    /** When a process started, in seconds since the machine did (proc_pid_stat(5), field 22). */
    private static double startOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Long.parseLong(afterName[19]) * TICK.toMillis() / 1000.0;
    }

    /** What a process holds of the memory, in KiB, pages of files that it shares with nobody else included. */
    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(it -> it.startsWith("VmRSS:"))
                .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private String table() {
        StringBuilder table = new StringBuilder("""
                | service | image | size | start to ready | memory after start | after %d main jobs |
                | --- | --- | ---: | ---: | ---: | ---: |
                """.formatted(JOBS));
        for (String service : ServiceSettings.SERVICES) {
            for (Image image : Image.values()) {
                List<Measure> of = measures.stream()
                        .filter(it -> it.service().equals(service) && it.image() == image)
                        .toList();
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d MB | %s s | %s MiB | %s MiB |%n",
                        service,
                        image == Image.JVM ? "JVM" : "JVM with AOT cache",
                        engine.size(image.of(service)) / 1_000_000,
                        spread(of, Measure::seconds, "%.2f"),
                        spread(of, it -> it.startedKib() / 1024.0, "%.0f"),
                        spread(of, it -> it.loadedKib() / 1024.0, "%.0f")));
            }
        }
        return table.toString();
    }

    private static String spread(List<Measure> of, Function<Measure, Double> value, String format) {
        List<Double> sorted = of.stream().map(value).sorted().toList();
        String one = format + " (" + format + "-" + format + ")";
        return String.format(Locale.ROOT, one, sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
    }
}
