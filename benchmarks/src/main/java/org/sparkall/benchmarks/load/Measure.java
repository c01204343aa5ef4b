package org.sparkall.benchmarks.load;

import java.util.Map;

/**
 * One round of one operation at one contender.
 *
 * @param micros of computing time that each request took, by the part that computed
 * @param residentMebibytes what the contender's processes hold of the memory afterwards, by part
 * @param ownMebibytes of it what is theirs alone: the rest are files, which others that run them share and the system takes back at need
 */
record Measure(
        Operation operation,
        String contender,
        Wrk.Load load,
        Map<String, Double> micros,
        Map<String, Double> residentMebibytes,
        Map<String, Double> ownMebibytes) {

    /** Of the contender and the database, in microseconds for each request. */
    double cost() {
        return micros.values().stream().mapToDouble(it -> it).sum();
    }
}
