package org.sparkall.acceptance.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.sparkall.localstack.testing.DebianProgram;

/** What makes a process believe in another time than everybody else. */
final class WrongClock {

    private static final DebianProgram FAKETIME =
            new DebianProgram("to set clocks wrong", java.util.List.of("faketime"), java.util.List.of("faketime"));

    private WrongClock() {}

    /** Its environment; only the time of day is wrong, waiting takes as long as ever. */
    static Map<String, String> of(Duration skew) throws IOException, InterruptedException {
        String seconds = "%+ds".formatted(skew.toSeconds());
        Process process = new ProcessBuilder(FAKETIME.installed().toString(), "-f", seconds, "env").start();
        Map<String, String> environment = new TreeMap<>();
        for (String line : new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            if (line.startsWith("LD_PRELOAD=")) environment.put("LD_PRELOAD", line.substring("LD_PRELOAD=".length()));
        }
        if (process.waitFor() != 0 || environment.isEmpty()) throw new IOException("faketime does not work");
        environment.put("FAKETIME", seconds);
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        // Mends waiting in other programs, and makes a Java runtime wait busily.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        environment.put("NO_FAKE_STAT", "1");
        return environment;
    }
}
