package org.sparkall.scope;

import java.util.List;

/** What a person can grant, and what a grant then opens: rules R1, R2 and R7. All sets belong to the rules' catalog. */
public final class GrantRules {

    private final ScopeCatalog catalog;

    public GrantRules(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The part of a request that this person can grant: a scope they hold, an aggregate of which they hold something (R7).
     *
     * @param requested what the integration asks for
     * @param held the scopes that the person holds themselves; aggregates in it say nothing
     */
    public ScopeSet grantable(ScopeSet requested, ScopeSet held) {
        ScopeSet grantable = requested.intersection(catalog.concrete(requested)).intersection(held);
        for (AggregateScope aggregate : catalog.aggregates()) {
            ScopeSet alone = catalog.known(List.of(aggregate.name()));
            if (requested.containsAll(alone) && catalog.concrete(alone).intersects(held)) {
                grantable = grantable.union(alone);
            }
        }
        return grantable;
    }

    /**
     * The scopes a grant opens for a person: what it names and what its aggregates cover, as far as the person holds it.
     *
     * @param granted what the person granted
     * @param held the scopes that the person holds themselves
     */
    public ScopeSet usable(ScopeSet granted, ScopeSet held) {
        return catalog.concrete(granted).intersection(held);
    }
}
