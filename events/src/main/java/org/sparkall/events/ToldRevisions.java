package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/**
 * Revisions as others are told them. A database that was brought back to an earlier state would use revisions again that others heard of
 * already, and they would take what is new for old: so each restoration puts a lead before all that is told from then on.
 */
@ApplicationScoped
public class ToldRevisions {

    /** Nothing changes a million times; and seconds so far to the left are still exact in any JSON. */
    private static final int REVISION_BITS = 20;

    private volatile long lead;

    /** The revision that others are told. */
    public long of(long revision) {
        return revision + lead;
    }

    /** What a revision is in the database of whoever told it. */
    static long withoutLead(long told) {
        return told & ((1L << REVISION_BITS) - 1);
    }

    /** A lead greater than this one and than any that was chosen before this moment. */
    static long leadAfter(long before, Instant now) {
        return Math.max(now.getEpochSecond() << REVISION_BITS, before + (1L << REVISION_BITS));
    }

    void lead(long newLead) {
        lead = newLead;
    }
}
