package org.sparkall.policy.decision;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ConsentEvent;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/** What somebody agreed to. Of millions of consents few differ in it: those that do not can share one of these, and what was made of it. */
final class ConsentTerms {

    private final List<String> scopes;
    private final List<String> expanded;
    private final boolean complete;
    private volatile @Nullable Scopes resolved;

    ConsentTerms(ConsentEvent event) {
        this.scopes = event.scopes();
        this.expanded = event.expanded();
        this.complete = event.complete();
    }

    /**
     * What a consent opens, in one catalog's terms.
     *
     * @param granted what the person granted, in its normal form
     * @param growth the scopes that opens for them as the catalog is now, and those that wait for their word
     */
    record Scopes(ScopeSet granted, Growth growth) {}

    /**
     * What a consent holds, by name.
     *
     * @param opened the aggregates it names and the scopes it opens
     * @param waiting the scopes that wait for the person's word
     */
    record Names(Set<String> opened, Set<String> waiting) {}

    /** In the terms of any catalog; nothing is kept. */
    Names names(ScopeCatalog catalog) {
        Scopes scopes = resolve(catalog);
        Set<String> opened = new HashSet<>(scopes.granted().wireNames());
        opened.removeIf(it -> catalog.aggregate(new ScopeName(it)).isEmpty());
        opened.addAll(scopes.growth().opened().wireNames());
        return new Names(opened, new HashSet<>(scopes.growth().waiting().wireNames()));
    }

    /** Resolved once per catalog. */
    Scopes scopes(ScopeCatalog catalog) {
        Scopes present = resolved;
        if (present == null || present.granted().catalog() != catalog) {
            present = resolve(catalog);
            resolved = present;
        }
        return present;
    }

    private Scopes resolve(ScopeCatalog catalog) {
        // The normal form of then may not be that of now: an aggregate may have come to cover what stands beside it.
        ScopeSet granted = catalog.normalize(catalog.knownTexts(scopes));
        return new Scopes(granted, new GrantRules(catalog).growth(granted, catalog.knownTexts(expanded), complete));
    }

    /** By what was agreed to. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConsentTerms it
                && complete == it.complete
                && scopes.equals(it.scopes)
                && expanded.equals(it.expanded);
    }

    @Override
    public int hashCode() {
        return 31 * scopes.hashCode() + expanded.hashCode();
    }
}
