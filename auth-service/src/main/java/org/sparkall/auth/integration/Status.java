package org.sparkall.auth.integration;

import java.util.Locale;

/** Whether an integration may be used. */
public enum Status {
    ENABLED,
    DISABLED,
    DELETED;

    /** The status as JSON carries it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
