package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Steady load with a fault every minute: {@code -Dsteady.minutes=<how many> -Dfaults.seed=<which>}. Nothing may be lost, and nothing may
 * grow. Too long for every build: {@code ./sparkall steady} runs it.
 */
@ExtendWith(ClusterExtension.class)
class SteadyLoadRun {

    private static final Duration BETWEEN_FAULTS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final List<Samples.Mark> faults = new ArrayList<>();

    SteadyLoadRun(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void nothingIsLostAndNothingGrows() throws Exception {
        Duration length = Duration.ofMinutes(Integer.getInteger("steady.minutes", 30));
        long seed = Long.getLong("faults.seed", 1);
        try (Trial trial = Trial.of(cluster, seed);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Samples samples = new Samples(cluster, trial.ledger());
            Instant end = Instant.now().plus(length);
            Future<?> strikes = thread.submit(() -> strike(samples, new Random(seed), end));
            Instant next = Instant.now();
            while (Instant.now().isBefore(end)) {
                next = next.plus(BETWEEN_SAMPLES);
                Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
                samples.take();
            }
            strikes.get();
            List<String> violations;
            try {
                violations = trial.violations();
            } finally {
                // The check waits until everything has been heard of; what is behind now stays behind.
                samples.take();
                samples.write(Path.of("target", "steady"), faults);
            }
            Report.say("%d minutes of steady load, seed %d, %d faults: %s; %d violations"
                    .formatted(length.toMinutes(), seed, faults.size(), trial.ledger(), violations.size()));
            violations.forEach(it -> System.out.println("  " + it));
            assertThat(violations).isEmpty();
            assertThat(samples.growing()).isEmpty();
        }
    }

    /** One at the beginning of each minute but the first and the last. */
    private Void strike(Samples samples, Random random, Instant end) throws Exception {
        Instant next = Instant.now().plus(BETWEEN_FAULTS);
        while (next.plus(BETWEEN_FAULTS).isBefore(end)) {
            Thread.sleep(Math.max(0, Duration.between(Instant.now(), next).toMillis()));
            next = next.plus(BETWEEN_FAULTS);
            Fault fault = Fault.choose(random, 1).getFirst();
            Samples.Mark mark = samples.mark(fault.name());
            faults.add(mark);
            System.out.printf("%4d s: %s%n", mark.seconds(), fault.name());
            fault.strike().on(cluster, Duration.ofSeconds(5));
            cluster.heal();
        }
        return null;
    }
}
