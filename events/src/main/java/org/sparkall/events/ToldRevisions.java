package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Revisions as others are told them. A database that was brought back to an earlier state would use revisions again that others heard of
 * already, and they would take what is new for old: so each restoration puts a lead before all that is told from then on.
 */
@ApplicationScoped
public class ToldRevisions {

    private volatile long lead;

    /** The revision that others are told. */
    public long of(long revision) {
        return revision + lead;
    }

    void lead(long newLead) {
        lead = newLead;
    }
}
