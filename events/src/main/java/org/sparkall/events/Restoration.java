package org.sparkall.events;

import java.time.Instant;

/**
 * The databases were brought back to an earlier state.
 *
 * @param restoredTo the moment they are as of: what happened from then on is not in them
 * @param lost what is known of that
 * @param leadBefore by how much revisions that others were told before are above those in the database
 */
public record Restoration(Instant restoredTo, Lost lost, long leadBefore) {

    /** Whether an event speaks of something newer than what the database holds. */
    public boolean isNews(long told, long revision) {
        return told > revision + leadBefore;
    }
}
