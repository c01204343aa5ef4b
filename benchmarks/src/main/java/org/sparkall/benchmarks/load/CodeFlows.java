package org.sparkall.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** People who are signed in and have agreed already let an integration in: from the authorization request to its tokens. */
final class CodeFlows {

    /** A signed-in person's browser and the integration's backend. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Goes the whole way once.
         *
         * @throws Exception when it did not end with tokens: nothing is measured then
         */
        void grant() throws Exception;
    }

    private CodeFlows() {}

    /**
     * All visitors go again and again for a while.
     *
     * @param thinkMillis the mean pause of each between two ways; 0 for none
     */
    static Wrk.Load run(List<? extends Visitor> visitors, Duration time, double thinkMillis)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        List<Future<List<Long>>> going = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            visitors.forEach(it -> going.add(people.submit(() -> times(it, end, thinkMillis))));
        }
        List<Long> nanos = new ArrayList<>();
        for (Future<List<Long>> one : going) nanos.addAll(one.get());
        double seconds = (System.nanoTime() - begin) / 1e9;
        long[] sorted = nanos.stream().mapToLong(it -> it).toArray();
        Arrays.sort(sorted);
        return new Wrk.Load(
                sorted.length,
                sorted.length / seconds,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                percentile(sorted, 0.999));
    }

    private static List<Long> times(Visitor visitor, long end, double thinkMillis) throws Exception {
        List<Long> times = new ArrayList<>();
        while (true) {
            // Exponential, as of many who do not know of one another.
            double pause = -Math.log(1 - ThreadLocalRandom.current().nextDouble()) * thinkMillis;
            Thread.sleep(Duration.ofNanos(Math.min((long) (pause * 1e6), Math.max(0, end - System.nanoTime()))));
            long begin = System.nanoTime();
            if (begin >= end) return times;
            visitor.grant();
            times.add(System.nanoTime() - begin);
        }
    }

    /** In milliseconds. */
    private static double percentile(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
