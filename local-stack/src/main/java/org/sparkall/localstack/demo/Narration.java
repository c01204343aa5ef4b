package org.sparkall.localstack.demo;

import java.io.PrintStream;

/** Writes a story of numbered steps. */
final class Narration {

    private static final int LONGEST_LINE = 400;

    private final PrintStream out;
    private int steps;

    Narration(PrintStream out) {
        this.out = out;
    }

    void step(String what) {
        out.printf("%n%d. %s%n", ++steps, what);
    }

    void line(String text) {
        out.println("   " + (text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + " ..." : text));
    }

    void done(String what) {
        out.printf("%n%s%n", what);
    }

    void failed(String what) {
        out.printf("%nThis did not come out as it should: %s.%n", what);
    }
}
