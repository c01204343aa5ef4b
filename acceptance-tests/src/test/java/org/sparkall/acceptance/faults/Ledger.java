package org.sparkall.acceptance.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How many of each operation were acknowledged, refused and left without an answer. */
final class Ledger {

    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final Recorder took = new Recorder(3);
    private final List<String> unanswered = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    void count(String what) {
        counts.computeIfAbsent(what, it -> new AtomicInteger()).incrementAndGet();
    }

    /** An operation that did not do what it was asked to. */
    void failure(String what) {
        count(what);
        failures.incrementAndGet();
    }

    /** An operation that did what it was asked to. */
    void done(String what, long nanos) {
        count(what);
        done.incrementAndGet();
        took.recordValue(nanos);
    }

    /** How many operations did what they were asked to. */
    int done() {
        return done.get();
    }

    /** How long they took since this was asked last, in nanoseconds. */
    Histogram tookSinceLast() {
        return took.getIntervalHistogram();
    }

    /** An operation that got no answer at all. */
    void unanswered(RuntimeException why) {
        failure("no answer");
        Throwable root = why;
        while (root.getCause() != null) root = root.getCause();
        String where = Arrays.stream(why.getStackTrace())
                .filter(it -> it.getClassName().startsWith(Workload.class.getName()))
                .findFirst()
                .map(StackTraceElement::getMethodName)
                .orElse("somewhere");
        unanswered.add(where + ": " + why.getMessage() + ": " + root);
    }

    /** Why operations got no answer. */
    List<String> unanswered() {
        return unanswered;
    }

    /** How many operations did not do what they were asked to. */
    int failures() {
        return failures.get();
    }

    /** Something that must never be. */
    void violation(String what) {
        violations.add(what);
    }

    List<String> violations() {
        return violations;
    }

    int of(String what) {
        AtomicInteger count = counts.get(what);
        return count == null ? 0 : count.get();
    }

    @Override
    public String toString() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + " " + it.getValue())
                .reduce((a, b) -> a + ", " + b)
                .orElse("nothing");
    }
}
