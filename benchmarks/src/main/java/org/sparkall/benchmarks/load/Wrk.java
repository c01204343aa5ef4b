package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sparkall.localstack.part.LocalStackException;

/** Sends load with wrk, from Debian's packages, and has it judge each answer. */
final class Wrk {

    private static final Pattern RESULT = Pattern.compile(
            "result requests=(\\d+) micros=(\\d+) failed=(\\d+) broken=(\\d+) p50=(\\d+) p99=(\\d+) p999=(\\d+)");

    private final Path folder;

    /**
     * What came of it.
     *
     * @param perSecond good answers
     * @param p50 of the time to an answer, in milliseconds, without think time
     */
    record Load(long requests, double perSecond, double p50, double p99, double p999) {}

    /**
     * @param folder for scripts and what they read
     */
    Wrk(Path folder) {
        this.folder = folder;
    }

    /**
     * Does a job for a while.
     *
     * @param thinkMillis the mean pause of a connection between an answer and the next request; 0 for none
     * @throws LocalStackException when an answer was wrong: nothing is measured then
     */
    Load run(Job job, int connections, Duration time, double thinkMillis) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path script = folder.resolve("load.lua");
        Files.writeString(script, text("common.lua") + text(job.script()));
        Map<String, String> settings = new TreeMap<>(job.settings());
        settings.put("THINK_MILLIS", Double.toString(thinkMillis));
        settings.put(
                "HEADERS",
                lines(
                                "HEADERS",
                                job.headers().entrySet().stream()
                                        .map(it -> it.getKey() + ": " + it.getValue())
                                        .toList())
                        .toString());
        for (Map.Entry<String, List<String>> file : job.lines().entrySet())
            settings.put(file.getKey(), lines(file.getKey(), file.getValue()).toString());
        ProcessBuilder builder = new ProcessBuilder(Cores.on(
                        Cores.OTHERS,
                        List.of(
                                "wrk",
                                "-t1",
                                "-c" + connections,
                                "-d" + time.toSeconds() + "s",
                                "--timeout",
                                "20s",
                                "-s",
                                script.toString(),
                                job.uri().toString())))
                .redirectErrorStream(true);
        builder.environment().putAll(settings);
        Process wrk = builder.start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(said);
        if (wrk.waitFor() != 0 || !result.find()) throw new LocalStackException("wrk failed: " + said);
        long requests = number(result, 1);
        if (number(result, 3) + number(result, 4) > 0 || requests == 0)
            throw new LocalStackException(job.uri() + ": wrong answers: " + said.substring(result.start()));
        return new Load(
                requests,
                requests * 1e6 / number(result, 2),
                number(result, 5) / 1e3,
                number(result, 6) / 1e3,
                number(result, 7) / 1e3);
    }

    /** What the last job left in one of its files. */
    List<String> left(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name));
    }

    private Path lines(String name, List<String> lines) throws IOException {
        return Files.writeString(
                folder.resolve(name), lines.stream().map(it -> it + "\n").collect(Collectors.joining()));
    }

    private static long number(Matcher matcher, int group) {
        return Long.parseLong(matcher.group(group));
    }

    private static String text(String script) throws IOException {
        try (InputStream in = Wrk.class.getResourceAsStream("/wrk/" + script)) {
            return new String(Objects.requireNonNull(in, script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
