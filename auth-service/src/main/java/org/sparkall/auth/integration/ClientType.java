package org.sparkall.auth.integration;

import java.util.Locale;

/** Whether an integration can keep a secret (RFC 6749 section 2.1). */
public enum ClientType {
    CONFIDENTIAL,
    PUBLIC;

    /** The type as JSON carries it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ClientType ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
