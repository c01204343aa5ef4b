package org.sparkall.auth.organization;

import org.sparkall.events.OrganizationRuleEvent.Rule;

/** How a person's organisation stands to an integration. */
public enum Standing {
    /** Its people may use it when they agree. */
    ALLOWED,
    /** It agreed for its people, as far as it can. */
    PRE_APPROVED,
    /** It keeps its people from using it. */
    BLOCKED,
    /** It wants to approve integrations, and has not approved this one. */
    NOT_APPROVED;

    static Standing of(Rule rule, boolean approvalRequired) {
        return switch (rule) {
            case BLOCKED -> BLOCKED;
            case APPROVED -> ALLOWED;
            case PRE_APPROVED -> PRE_APPROVED;
            case NONE -> approvalRequired ? NOT_APPROVED : ALLOWED;
        };
    }
}
