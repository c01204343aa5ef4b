package org.sparkall.consent.history;

import java.util.ArrayList;
import java.util.List;
import org.sparkall.consent.history.VerificationReport.Finding;

/** Collects what does not fit: all are counted, the first are kept. */
final class Findings {

    private static final int MOST = 100;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (first.size() < MOST) first.add(finding);
    }

    long count() {
        return count;
    }

    List<Finding> first() {
        return List.copyOf(first);
    }
}
