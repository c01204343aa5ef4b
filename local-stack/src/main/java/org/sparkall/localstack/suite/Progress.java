package org.sparkall.localstack.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Tells the person at the terminal how the parts come along, a line for each step. */
public final class Progress {

    private final PrintStream out;
    private final Instant began = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public synchronized void say(String part, String what) {
        out.printf("%6.1f s  %-22s %s%n", Duration.between(began, Instant.now()).toMillis() / 1000.0, part, what);
        out.flush();
    }
}
