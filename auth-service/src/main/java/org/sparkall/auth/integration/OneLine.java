package org.sparkall.auth.integration;

/** What a text that people will read may hold. */
final class OneLine {

    /** No control, format (such as direction overrides), surrogate or private-use characters: they deceive readers. */
    static final String PATTERN = "[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]*";

    static final String MESSAGE = "must be one line without control characters";

    private OneLine() {}
}
