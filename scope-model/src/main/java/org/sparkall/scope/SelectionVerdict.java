package org.sparkall.scope;

import java.util.List;

/** What the rules say of a selection at registration or of a request at the authorization endpoint. */
public sealed interface SelectionVerdict {

    /**
     * The selection keeps every rule.
     *
     * @param normalized the selection in its normal form, never empty
     */
    record Accepted(ScopeSet normalized) implements SelectionVerdict {}

    /**
     * The selection breaks these rules.
     *
     * @param violations at least one, each rule at most once for a cause
     */
    record Rejected(List<Violation> violations) implements SelectionVerdict {
        public Rejected {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) throw new IllegalArgumentException("a rejection needs a violation");
        }
    }
}
