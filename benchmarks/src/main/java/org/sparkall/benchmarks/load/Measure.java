package org.sparkall.benchmarks.load;

import java.util.Map;

/**
 * One round of one operation at one contender.
 *
 * @param micros of computing time that each request took, by the part that computed
 * @param residentMebibytes what the contender's own processes hold of the memory afterwards, by part
 */
record Measure(
        Operation operation,
        String contender,
        Wrk.Load load,
        Map<String, Double> micros,
        Map<String, Double> residentMebibytes) {

    /** Of the contender and the database, in microseconds for each request. */
    double cost() {
        return micros.values().stream().mapToDouble(it -> it).sum();
    }
}
