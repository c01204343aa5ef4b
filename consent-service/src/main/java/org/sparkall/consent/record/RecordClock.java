package org.sparkall.consent.record;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** The time as the database keeps it: what is hashed must be what is read again. */
final class RecordClock {

    private RecordClock() {}

    static Clock system() {
        return Clock.tick(Clock.systemUTC(), ChronoUnit.MICROS.getDuration());
    }
}
