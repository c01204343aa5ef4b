package org.sparkall.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that is measured. */
interface Contender extends AutoCloseable {

    String name();

    /** Starts it, and makes what its jobs need. */
    void start() throws Exception;

    /** How this operation is asked of it now; empty when it has none such. */
    Optional<Job> job(Operation operation) throws Exception;

    /**
     * Takes back what a job left.
     *
     * @param left the refresh tokens that are still good, after {@link Operation#REFRESH}
     */
    default void refreshed(List<String> left) {}

    /** What computes for it, by name: its own processes, without the database. */
    Map<String, ProcessHandle> processes();

    @Override
    void close();
}
