package org.sparkall.scope;

import java.util.List;
import java.util.Locale;

/**
 * One rule that a selection or request breaks.
 *
 * @param rule which rule
 * @param scopes the scopes it is about, as they were written; for {@link Rule#UNKNOWN_FEATURE} the features; may be empty
 * @param message one sentence for a developer
 */
public record Violation(Rule rule, List<String> scopes, String message) {

    public Violation {
        scopes = List.copyOf(scopes);
    }

    /** The rules by their names on the wire. */
    public enum Rule {
        /** The catalog has no such scope. */
        UNKNOWN_SCOPE,
        /** The catalog has no such feature. */
        UNKNOWN_FEATURE,
        /** Covered by an aggregate that is selected too (R3). */
        REDUNDANT_WITH_AGGREGATE,
        /** A declared feature needs this scope (R5). */
        FEATURE_REQUIRES_SCOPE,
        /** Nothing was selected. */
        EMPTY_SELECTION,
        /** Requested, but not registered (R6). */
        NOT_REGISTERED;

        /** The rule as JSON carries it: the name in lower case. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
