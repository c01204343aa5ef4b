package org.sparkall.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A workload runs while faults strike; afterwards everything that was acknowledged must be there, and nothing that must not. Each run has a
 * seed, from which it can be run again: {@code -Dfaults.runs=<how many> -Dfaults.seed=<the first>}.
 */
@ExtendWith(ClusterExtension.class)
class FaultRunsIT {

    /** Of the one run among the other tests: a change is not judged by another run than the one before it. */
    private static final long SEED = 1001;

    private static final Duration RUN = Duration.ofSeconds(30);
    /** Work goes on for so long after the last fault. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private static final int FAULTS = 3;
    private static final int SHORTEST_MILLIS = 2_000;
    private static final int LONGEST_MILLIS = 8_000;

    private final Cluster cluster;
    private final Map<String, Integer> struck = new TreeMap<>();

    FaultRunsIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whatWasAcknowledgedIsThereAndNothingElse() throws Exception {
        int runs = Integer.getInteger("faults.runs", 1);
        long first = Long.getLong("faults.seed", SEED);
        List<String> violations = new ArrayList<>();
        for (long seed = first; seed < first + runs; seed++) violations.addAll(run(seed));
        Report.say("%d runs from seed %d, %d violations; faults: %s".formatted(runs, first, violations.size(), struck));
        assertThat(violations).isEmpty();
    }

    private List<String> run(long seed) throws Exception {
        Random random = new Random(seed);
        List<Fault> faults = Fault.choose(random, FAULTS);
        Instant began = Instant.now();
        List<String> violations;
        try (Trial trial = Trial.of(cluster, seed)) {
            strike(faults, random);
            Duration left = RUN.minus(Duration.between(began, Instant.now()));
            Thread.sleep(left.compareTo(AFTERWARDS) > 0 ? left : AFTERWARDS);
            Instant over = Instant.now();
            violations = trial.violations();
            if (trial.ledger().of("granted") == 0) violations.add("nothing was granted: such a run shows nothing");
            for (Life life : trial.lives()) {
                if (violations.stream().anyMatch(it -> it.contains(life.integration.clientId()))) tell(life);
            }
            Report.say("seed %d: %s; %d lives; %s; checked in %d s; %d violations"
                    .formatted(
                            seed,
                            faults.stream().map(Fault::name).toList(),
                            trial.lives().size(),
                            trial.ledger(),
                            Duration.between(over, Instant.now()).toSeconds(),
                            violations.size()));
        }
        ServiceLogs logs = cluster.logs();
        for (String violation : violations) {
            Report.say("  " + violation);
            Optional<String> failure = logs.behind(violation);
            if (failure.isPresent()) Report.say("  " + failure.get());
        }
        return violations;
    }

    /** Each fault at a time of its own; returns when all are over. */
    private void strike(List<Fault> faults, Random random) throws Exception {
        List<Future<?>> strikes = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (Fault fault : faults) {
                Duration wait = Duration.ofMillis(2_000 + random.nextInt((int) RUN.toMillis() / 2));
                Duration lasting = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
                struck.merge(fault.name(), 1, Integer::sum);
                strikes.add(threads.submit(() -> {
                    Thread.sleep(wait);
                    fault.strike().on(cluster, lasting);
                    return null;
                }));
            }
            for (Future<?> strike : strikes) strike.get();
        }
    }

    private void tell(Life life) throws Exception {
        Report.say(life + ": " + life.deeds);
        Report.say("  " + Story.of(cluster, life));
    }
}
