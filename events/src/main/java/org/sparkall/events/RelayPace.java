package org.sparkall.events;

import java.time.Duration;

/**
 * When the relay looks again. What nobody waits for may gather, but not into so much at once that requests wait behind it: while events come
 * steadily, about {@value #BITE} go together.
 */
final class RelayPace {

    /** Few enough to take no longer than an answer, and enough to share the cost of their transaction. */
    static final int BITE = 32;

    private final Duration shortest;
    private final Duration longest;

    /**
     * @param shortest between two looks
     * @param longest between two looks
     */
    RelayPace(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /**
     * The time from the last look to the next.
     *
     * @param found how many events there were
     * @param gathered the time in which they came: that between the last look and the one before it
     */
    Duration next(int found, Duration gathered) {
        if (found == 0) return longest;
        Duration bite = gathered.multipliedBy(BITE).dividedBy(found);
        if (bite.compareTo(shortest) < 0) return shortest;
        return bite.compareTo(longest) > 0 ? longest : bite;
    }
}
