package org.sparkall.keycloak.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;
import org.sparkall.scope.SelectionRules;
import org.sparkall.scope.SelectionVerdict;

/**
 * Translates Keycloak's two lists of a client, default and optional client scopes, into the selections that the scope model judges.
 * Client scopes that are not of the catalog, such as {@code profile}, are nobody's business here.
 */
final class ClientScopeRules {

    private final ScopeCatalog catalog;

    ClientScopeRules(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Judges a request (rules R2 and R3). What the client has by default comes with every request, so it is judged with it.
     *
     * @param requested the scopes that the request names
     * @param defaults the client's default client scopes
     */
    Optional<Refusal> judgeRequest(Collection<String> requested, Collection<String> defaults) {
        Optional<Refusal> addOns = addOnsByDefault(defaults, requested);
        if (addOns.isPresent()) return addOns;
        Set<String> all = new LinkedHashSet<>(requested);
        all.addAll(defaults);
        return judge(catalog.knownTexts(all));
    }

    /**
     * Judges what a client registers (rules R2 and R3). An aggregate that is optional may stand beside <em>everything</em> it covers:
     * so Keycloak writes that who registered the aggregate may request less (rule R6). Beside a part of it, it is refused.
     *
     * @param defaults its default client scopes
     * @param optional its optional client scopes
     * @param standing the client scopes that an existing client has already: they are not held against it when it is updated
     */
    Optional<Refusal> judgeClient(
            Collection<String> defaults, Collection<String> optional, Collection<String> standing) {
        Optional<Refusal> addOns = addOnsByDefault(defaults, List.of());
        if (addOns.isPresent()) return addOns;
        ScopeSet byDefault = catalog.knownTexts(defaults);
        ScopeSet onDemand = catalog.knownTexts(optional);
        ScopeSet less = lessThanAggregates(onDemand).union(standingBeside(onDemand, catalog.knownTexts(standing)));
        return judge(byDefault.union(onDemand.minus(less)));
    }

    /** What has to stand beside these optional client scopes so that the client may request less than an aggregate (rule R6). */
    List<String> missingForLess(Collection<String> optional) {
        ScopeSet onDemand = catalog.knownTexts(optional);
        return catalog.concrete(catalog.aggregatesIn(onDemand)).minus(onDemand).wireNames();
    }

    private ScopeSet lessThanAggregates(ScopeSet onDemand) {
        ScopeSet less = catalog.none();
        for (ScopeName aggregate : names(catalog.aggregatesIn(onDemand))) {
            ScopeSet covered = catalog.concrete(catalog.setOf(List.of(aggregate)));
            if (onDemand.containsAll(covered)) {
                less = less.union(
                        catalog.redundant(onDemand.intersection(catalog.expand(catalog.setOf(List.of(aggregate))))));
            }
        }
        return less;
    }

    private ScopeSet standingBeside(ScopeSet onDemand, ScopeSet standing) {
        return catalog.redundant(onDemand.intersection(standing));
    }

    private Optional<Refusal> addOnsByDefault(Collection<String> defaults, Collection<String> named) {
        List<String> unasked = new ArrayList<>(
                catalog.knownTexts(defaults).intersection(catalog.addOns()).wireNames());
        unasked.removeAll(named);
        return unasked.isEmpty() ? Optional.empty() : Optional.of(Refusal.addOnsByDefault(unasked));
    }

    private Optional<Refusal> judge(ScopeSet selection) {
        // Keycloak lets a client have no scope of the catalog at all.
        if (selection.isEmpty()) return Optional.empty();
        return switch (new SelectionRules(catalog).judgeSelection(selection.wireNames(), List.of())) {
            case SelectionVerdict.Accepted accepted -> Optional.empty();
            case SelectionVerdict.Rejected rejected -> Optional.of(Refusal.of(rejected.violations()));
        };
    }

    private static List<ScopeName> names(ScopeSet set) {
        return set.wireNames().stream().map(ScopeName::new).toList();
    }
}
