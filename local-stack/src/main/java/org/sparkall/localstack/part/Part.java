package org.sparkall.localstack.part;

import java.util.Optional;

/** One running part of a suite. */
public interface Part extends AutoCloseable {

    /** Its name on the terminal and of its log. */
    String name();

    /** Where it can be reached once it is ready. */
    String address();

    /**
     * Starts it, and returns when it can be used.
     *
     * @throws LocalStackException when it cannot; nothing of it is left running then
     */
    void start();

    /** The process to watch; empty when it is not running. */
    Optional<ProcessHandle> process();

    /** Stops it and everything it started. Harmless when it is not running. */
    @Override
    void close();
}
