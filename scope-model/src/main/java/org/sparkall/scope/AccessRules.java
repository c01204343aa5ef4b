package org.sparkall.scope;

/** Decides whether a standing consent opens a scope or a feature: rules R1, R2 and R5. Allocates nothing. */
public final class AccessRules {

    private final ScopeCatalog catalog;

    public AccessRules(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Decides.
     *
     * @param action the name of a scope, an aggregate or a feature
     * @param granted what the person granted, in its normal form
     * @param usable the scopes that opens for them (see {@link GrantRules#usable} and {@link GrantRules#growth})
     * @param waiting the scopes that joined an aggregate since and wait for the person's word
     * @return never a reason about consent, integration or token: those are the caller's to know
     */
    public AccessReason decide(String action, ScopeSet granted, ScopeSet usable, ScopeSet waiting) {
        int index = catalog.indexOf(action);
        if (index != ScopeCatalog.NO_INDEX) return decideScope(index, granted, usable, waiting);
        Feature feature = catalog.featureOrNull(action);
        return feature == null ? AccessReason.UNKNOWN_ACTION : decideFeature(feature, granted, usable);
    }

    private AccessReason decideScope(int index, ScopeSet granted, ScopeSet usable, ScopeSet waiting) {
        if (isAggregate(index)) return decideAggregate(index, granted);
        if (usable.containsIndex(index)) {
            return granted.containsIndex(index) ? AccessReason.GRANTED : AccessReason.GRANTED_BY_AGGREGATE;
        }
        if (waiting.containsIndex(index)) return AccessReason.SCOPE_AWAITS_CONSENT;
        Scope scope = catalog.scopes().get(index - catalog.aggregates().size());
        return scope.kind().isAddOn() && holdsAggregate(granted)
                ? AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE
                : AccessReason.SCOPE_NOT_GRANTED;
    }

    private AccessReason decideAggregate(int index, ScopeSet granted) {
        if (granted.containsIndex(index)) return AccessReason.GRANTED;
        return isCovered(index, granted) ? AccessReason.GRANTED_BY_AGGREGATE : AccessReason.SCOPE_NOT_GRANTED;
    }

    private boolean isAggregate(int index) {
        return index < catalog.aggregates().size();
    }

    private boolean isCovered(int index, ScopeSet granted) {
        for (int i = 0; i < catalog.aggregates().size(); i++) {
            if (granted.containsIndex(i) && catalog.covers(i, index)) return true;
        }
        return false;
    }

    private boolean holdsAggregate(ScopeSet granted) {
        for (int i = 0; i < catalog.aggregates().size(); i++) {
            if (granted.containsIndex(i)) return true;
        }
        return false;
    }

    private AccessReason decideFeature(Feature feature, ScopeSet granted, ScopeSet usable) {
        for (int i = 0; i < feature.requires().size(); i++) {
            int index = catalog.indexOf(feature.requires().get(i));
            boolean met = isAggregate(index) ? decideAggregate(index, granted).allows() : usable.containsIndex(index);
            if (!met) return AccessReason.FEATURE_REQUIRES_SCOPE;
        }
        return AccessReason.GRANTED;
    }
}
