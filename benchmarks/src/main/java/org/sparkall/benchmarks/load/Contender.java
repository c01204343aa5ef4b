package org.sparkall.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server that is measured. */
interface Contender extends AutoCloseable {

    String name();

    /** Starts it, and makes what its jobs need. */
    void start() throws Exception;

    /** What can be asked of it. */
    Set<Operation> operations();

    /** How this operation is asked of it now; empty when it is none that wrk asks for. */
    Optional<Job> job(Operation operation) throws Exception;

    /** Somebody who is signed in, and whose consent stands, for {@link Operation#CODE_FLOW}. */
    default CodeFlows.Visitor visitor() throws Exception {
        throw new UnsupportedOperationException(name() + " has no code flow.");
    }

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
