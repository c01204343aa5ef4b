package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparkall.localstack.part.LocalStackException;

/** Who computes where: contenders and their database on one core, whoever asks them, and what no contender waits for, on another. */
final class Cores {

    static final String CONTENDERS = "0";
    static final String OTHERS = "1";
    static final String ALL = CONTENDERS + "," + OTHERS;

    /** The kernel's unit of time in {@code /proc}, on every Linux of today. */
    private static final double TICK_SECONDS = 0.01;

    /** HotSpot's names for its compilers' threads, cut as the kernel cuts them. */
    private static final Pattern COMPILER = Pattern.compile("\\(C[12] Compiler");

    private Cores() {}

    /** A command that runs on this core, with all that it starts. */
    static List<String> on(String core, List<String> command) {
        List<String> all = new ArrayList<>(List.of("taskset", "-c", core));
        all.addAll(command);
        return all;
    }

    /** Moves a process, with all that it has started and will start. */
    static void move(ProcessHandle process, String core) {
        family(process).forEach(it -> {
            try {
                Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", core, Long.toString(it.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (taskset.waitFor() != 0 && it.isAlive())
                    throw new LocalStackException("The process " + it.pid() + " cannot be moved to core " + core + ".");
            } catch (IOException e) {
                throw new LocalStackException("There is no taskset (util-linux): " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalStackException("Interrupted.", e);
            }
        });
    }

    /** What a process and its children have computed so far, in seconds. */
    static double seconds(ProcessHandle process) {
        return family(process).mapToDouble(it -> seconds(it.pid())).sum();
    }

    /** What a process and its children hold of the memory. */
    static double residentMebibytes(ProcessHandle process) {
        return mebibytes(process, "VmRSS:");
    }

    /** Of that, what is no file's. */
    static double ownMebibytes(ProcessHandle process) {
        return mebibytes(process, "RssAnon:");
    }

    private static double mebibytes(ProcessHandle process, String kind) {
        return family(process).mapToLong(it -> kibibytes(it.pid(), kind)).sum() / 1024.0;
    }

    private static long kibibytes(long pid, String kind) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(it -> it.startsWith(kind))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
            return 0;
        }
    }

    private static Stream<ProcessHandle> family(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    /** What the JVM's compilers in a process and its children have computed so far, in seconds. */
    static double compilerSeconds(ProcessHandle process) {
        return family(process).mapToDouble(it -> compilerSeconds(it.pid())).sum();
    }

    private static double compilerSeconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.map(it -> it.resolve("stat"))
                    .mapToDouble(Cores::compilerSeconds)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
            return 0;
        }
    }

    private static double compilerSeconds(Path thread) {
        try {
            String stat = Files.readString(thread);
            return COMPILER.matcher(stat).find() ? seconds(stat, 15) : 0;
        } catch (IOException e) {
            // It has ended.
            return 0;
        }
    }

    /** Both utime and stime, and both of the children that have ended: proc_pid_stat(5), fields 14 to 17. */
    private static double seconds(long pid) {
        try {
            return seconds(Files.readString(Path.of("/proc", Long.toString(pid), "stat")), 17);
        } catch (IOException e) {
            // It has ended; its parent counts it.
            return 0;
        }
    }

    /** The fields from utime, which is the fourteenth, to this one. */
    private static double seconds(String stat, int last) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = 14; field <= last; field++) ticks += Long.parseLong(afterName[field - 3]);
        return ticks * TICK_SECONDS;
    }
}
