package org.sparkall.scope;

import java.util.Locale;

/** Why access is given or refused, as a word for machines. */
public enum AccessReason {
    /** The scope was granted by its own name, or the feature has every scope it requires. */
    GRANTED(true),
    /** The scope is covered by a granted aggregate (R1). */
    GRANTED_BY_AGGREGATE(true),
    /** This person never agreed to this integration. */
    NO_CONSENT(false),
    /** This person took their agreement back, or it ran out. */
    CONSENT_WITHDRAWN(false),
    /** The person agreed, but not to this scope. */
    SCOPE_NOT_GRANTED(false),
    /** An aggregate was granted that covers this sensitive scope since; the person has not agreed to it yet. */
    SCOPE_AWAITS_CONSENT(false),
    /** An aggregate was granted, and this scope is of a kind that no aggregate covers (R2). */
    ADMIN_SCOPE_NOT_IN_AGGREGATE(false),
    /** The feature requires a scope that was not granted (R5). */
    FEATURE_REQUIRES_SCOPE(false),
    /** The integration is switched off, deleted or unknown. */
    INTEGRATION_DISABLED(false),
    /** The catalog knows no scope and no feature of this name. */
    UNKNOWN_ACTION(false),
    /** The token given as context does not verify, or its grant has ended. */
    TOKEN_INVALID(false),
    /** The service has not heard for too long from where its knowledge comes, so that nobody knows what still stands. */
    INPUTS_STALE(false);

    private final boolean allows;

    AccessReason(boolean allows) {
        this.allows = allows;
    }

    /** Whether this is a reason to give access. */
    public boolean allows() {
        return allows;
    }

    /** The reason as JSON carries it: the name in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
