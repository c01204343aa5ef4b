package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * Says what a token's scopes open, one by one.
 *
 * @param granted what the token was asked for by name and given: its scopes of the catalog, aggregates not taken apart
 * @param held the roles that the person holds
 */
record ScopeExpansion(ScopeSet granted, Set<String> held) {

    /**
     * @param requested the names that the request named
     * @param given the client scopes that the token was given, by name
     */
    static ScopeExpansion of(
            ScopeCatalog catalog, Collection<String> requested, Collection<String> given, Set<String> held) {
        Set<String> granted = new LinkedHashSet<>(given);
        // What a client has by default is given unasked. That never opens an add-on (rule R2).
        ScopeSet unasked = catalog.knownTexts(given).minus(catalog.knownTexts(requested));
        unasked.intersection(catalog.addOns()).wireNames().forEach(granted::remove);
        return new ScopeExpansion(catalog.knownTexts(granted), held);
    }

    /** The aggregates, each followed by what it covers of what the person holds; then what was named beside them and is held. */
    List<String> names() {
        ScopeCatalog catalog = granted.catalog();
        Set<String> names = new LinkedHashSet<>();
        for (ScopeName aggregate : catalog.aggregatesIn(granted).names()) {
            List<String> opened = heldOf(catalog.concrete(catalog.setOf(List.of(aggregate))));
            if (opened.isEmpty()) continue;
            names.add(aggregate.value());
            names.addAll(opened);
        }
        names.addAll(heldOf(granted.minus(catalog.allAggregates())));
        return List.copyOf(names);
    }

    private List<String> heldOf(ScopeSet scopes) {
        List<String> all = new ArrayList<>();
        for (ScopeName name : scopes.names()) {
            boolean mayGrant =
                    !granted.catalog().scope(name).orElseThrow().kind().needsRole() || held.contains(name.value());
            if (mayGrant) all.add(name.value());
        }
        return all;
    }
}
