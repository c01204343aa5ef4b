package org.sparkall.events;

import java.time.Instant;

/**
 * The databases were brought back to an earlier state.
 *
 * @param restoredTo the moment they are as of: what happened from then on is not in them
 * @param lost what is known of that
 */
public record Restoration(Instant restoredTo, Lost lost) {

    /**
     * Whether others were told of a later revision than is known here. With how great a lead they were told does not matter: everything
     * may have been told anew since, after an earlier restoration to the same moment.
     */
    public boolean isNews(long told, long known) {
        return ToldRevisions.withoutLead(told) > ToldRevisions.withoutLead(known);
    }
}
