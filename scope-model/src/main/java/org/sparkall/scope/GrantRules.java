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

    /** Whether the person holds everything that the aggregates among these cover: only then do new scopes join them. */
    public boolean isComplete(ScopeSet granted, ScopeSet held) {
        return held.containsAll(catalog.concrete(catalog.aggregatesIn(granted)));
    }

    /**
     * What became of a grant as the catalog grew.
     *
     * @param opened the scopes it opens now: new ordinary scopes of its aggregates have joined
     * @param waiting new sensitive scopes of its aggregates; each waits for the person's word
     */
    public record Growth(ScopeSet opened, ScopeSet waiting) {}

    /**
     * Lets a standing grant follow the catalog.
     *
     * @param granted what the person granted
     * @param opened the scopes that opened for them when they did
     * @param complete whether they held all that the aggregates covered then; if not, nobody knows whether they hold what is new, and
     *     nothing joins (rule R7)
     */
    public Growth growth(ScopeSet granted, ScopeSet opened, boolean complete) {
        ScopeSet known = opened.intersection(catalog.concrete(granted));
        if (!complete) return new Growth(known, catalog.none());
        ScopeSet fresh = catalog.concrete(catalog.aggregatesIn(granted)).minus(known);
        return new Growth(known.union(fresh.minus(catalog.sensitive())), fresh.intersection(catalog.sensitive()));
    }
}
