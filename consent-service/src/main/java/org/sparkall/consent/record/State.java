package org.sparkall.consent.record;

import java.util.Locale;

/** Whether a consent stands, and if not, why. */
public enum State {
    GRANTED,
    DECLINED,
    WITHDRAWN,
    EXPIRED;

    /** The state as JSON carries it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
