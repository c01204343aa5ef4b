package org.sparkall.scope;

/** Decides whether a standing consent opens a scope or a feature: rules R1, R2 and R5. Allocates nothing but the parsed name. */
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
     * @param usable the scopes that opens for them (see {@link GrantRules#usable})
     * @return never a reason about consent, integration or token: those are the caller's to know
     */
    public AccessReason decide(String action, ScopeSet granted, ScopeSet usable) {
        if (ScopeName.isScopeToken(action)) {
            int index = catalog.indexOf(new ScopeName(action));
            if (index != ScopeCatalog.NO_INDEX) return decideScope(index, granted, usable);
        }
        return catalog.feature(action)
                .map(feature -> decideFeature(feature, granted))
                .orElse(AccessReason.UNKNOWN_ACTION);
    }

    private AccessReason decideScope(int index, ScopeSet granted, ScopeSet usable) {
        boolean isAggregate = index < catalog.aggregates().size();
        if (isAggregate) return granted.containsIndex(index) ? AccessReason.GRANTED : AccessReason.SCOPE_NOT_GRANTED;
        if (usable.containsIndex(index)) {
            return granted.containsIndex(index) ? AccessReason.GRANTED : AccessReason.GRANTED_BY_AGGREGATE;
        }
        Scope scope = catalog.scopes().get(index - catalog.aggregates().size());
        return scope.kind().isAddOn() && holdsAggregate(granted)
                ? AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE
                : AccessReason.SCOPE_NOT_GRANTED;
    }

    private boolean holdsAggregate(ScopeSet granted) {
        for (int i = 0; i < catalog.aggregates().size(); i++) {
            if (granted.containsIndex(i)) return true;
        }
        return false;
    }

    private static AccessReason decideFeature(Feature feature, ScopeSet granted) {
        for (ScopeName required : feature.requires()) {
            if (!granted.contains(required)) return AccessReason.FEATURE_REQUIRES_SCOPE;
        }
        return AccessReason.GRANTED;
    }
}
