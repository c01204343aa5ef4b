package org.sparkall.events;

import java.util.Locale;

/** What became of that which happened after the moment to which the databases were brought back. */
public enum Lost {
    /** Nothing happened: the suite stood still. */
    NOTHING,
    /** Kafka lost nothing, and tells what happened. */
    KAFKA_KNOWS,
    /** Nobody can say all that happened: Kafka was lost too, or does not reach back as far. */
    UNKNOWN;

    /** As it stands in settings. */
    public String settingName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
