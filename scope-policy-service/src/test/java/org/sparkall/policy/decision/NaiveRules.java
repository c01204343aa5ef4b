package org.sparkall.policy.decision;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.catalog.CatalogDocument.AggregateItem;
import org.sparkall.catalog.CatalogDocument.FeatureItem;
import org.sparkall.catalog.CatalogDocument.ScopeItem;

/** The rules R1 to R7 written down again as they are told, with sets of texts and without a thought of speed. */
final class NaiveRules {

    private final CatalogDocument catalog;

    NaiveRules(CatalogDocument catalog) {
        this.catalog = catalog;
    }

    /** What a person agreed to: what they granted, what it opened for them, and whether they held all that their aggregates covered. */
    record Consent(Set<String> granted, Set<String> opened, boolean complete) {}

    /** R1: an aggregate covers user scopes. R2: and nothing else. */
    Set<String> covered(AggregateItem aggregate) {
        return catalog.scopes().stream()
                .filter(it -> it.kind().equals("user"))
                .filter(it -> "user".equals(aggregate.covers())
                        || aggregate.groups().contains(it.group())
                        || aggregate.scopes().contains(it.name()))
                .map(ScopeItem::name)
                .collect(Collectors.toSet());
    }

    private Set<String> coveredByThoseIn(Collection<String> names) {
        Set<String> all = new LinkedHashSet<>();
        for (AggregateItem it : catalog.aggregates()) {
            if (names.contains(it.name())) all.addAll(covered(it));
        }
        return all;
    }

    /** Whether one aggregate lies within another that is named; of two alike the first stands for the second. */
    private boolean isAggregateWithin(String name, Collection<String> names) {
        int own = indexOf(name);
        Set<String> inner = covered(catalog.aggregates().get(own));
        for (int i = 0; i < catalog.aggregates().size(); i++) {
            AggregateItem other = catalog.aggregates().get(i);
            if (i == own || !names.contains(other.name())) continue;
            Set<String> outer = covered(other);
            if (outer.containsAll(inner) && (!inner.containsAll(outer) || i < own)) return true;
        }
        return false;
    }

    private int indexOf(String aggregate) {
        for (int i = 0; i < catalog.aggregates().size(); i++) {
            if (catalog.aggregates().get(i).name().equals(aggregate)) return i;
        }
        return -1;
    }

    private boolean isAggregate(String name) {
        return indexOf(name) >= 0;
    }

    private boolean isKnown(String name) {
        return isAggregate(name)
                || catalog.scopes().stream().anyMatch(it -> it.name().equals(name));
    }

    /** R3: what an aggregate beside it covers already. */
    private boolean isRedundant(String name, Set<String> beside) {
        return isAggregate(name)
                ? isAggregateWithin(name, beside)
                : coveredByThoseIn(beside).contains(name);
    }

    /** R3, R5: may this be selected? */
    boolean maySelect(Set<String> scopes, Set<String> features) {
        return isSound(scopes)
                && catalog.features().stream()
                        .filter(it -> features.contains(it.name()))
                        .allMatch(it -> it.requires().stream().allMatch(need -> isWithin(need, scopes)));
    }

    /** R3, R6: may who registered that request this? */
    boolean mayRequest(Set<String> registered, Set<String> requested) {
        return isSound(requested) && requested.stream().allMatch(it -> isWithin(it, registered));
    }

    private boolean isSound(Set<String> scopes) {
        return !scopes.isEmpty()
                && scopes.stream().allMatch(this::isKnown)
                && scopes.stream().noneMatch(it -> isRedundant(it, scopes));
    }

    private boolean isWithin(String name, Set<String> scopes) {
        return scopes.contains(name) || isRedundant(name, scopes);
    }

    /** R7: a person grants what they hold, and of an aggregate what they hold of it. */
    Consent agree(Set<String> requested, Set<String> held) {
        Set<String> granted = new LinkedHashSet<>();
        for (String it : requested) {
            boolean can = isAggregate(it)
                    ? covered(catalog.aggregates().get(indexOf(it))).stream().anyMatch(held::contains)
                    : held.contains(it);
            if (can) granted.add(it);
        }
        Set<String> all = coveredByThoseIn(granted);
        boolean complete = held.containsAll(all);
        Set<String> opened = new LinkedHashSet<>(all);
        granted.stream().filter(it -> !isAggregate(it)).forEach(opened::add);
        opened.retainAll(held);
        return new Consent(granted, opened, complete);
    }

    /** Whether the consent opens this scope now: as it did, or because it joined an aggregate since and is not sensitive. */
    boolean isOpen(ScopeItem scope, Consent consent) {
        boolean covered = coveredByThoseIn(consent.granted()).contains(scope.name());
        boolean stillThere = covered || consent.granted().contains(scope.name());
        return (stillThere && consent.opened().contains(scope.name()))
                || (covered && consent.complete() && !scope.sensitive());
    }

    /** Whether it joined an aggregate since, and the person must be asked. */
    boolean isWaiting(ScopeItem scope, Consent consent) {
        return !isOpen(scope, consent)
                && consent.complete()
                && scope.sensitive()
                && coveredByThoseIn(consent.granted()).contains(scope.name());
    }

    /** May it be done, and why: the wire name of the reason. */
    String decide(String action, Consent consent) {
        for (ScopeItem it : catalog.scopes()) {
            if (it.name().equals(action)) return decide(it, consent);
        }
        if (isAggregate(action)) return decideAggregate(action, consent);
        for (FeatureItem it : catalog.features()) {
            if (it.name().equals(action)) {
                boolean all = it.requires().stream()
                        .allMatch(need -> decide(need, consent).startsWith("granted"));
                return all ? "granted" : "feature_requires_scope";
            }
        }
        return "unknown_action";
    }

    private String decide(ScopeItem scope, Consent consent) {
        if (isOpen(scope, consent)) {
            return coveredByThoseIn(consent.granted()).contains(scope.name()) ? "granted_by_aggregate" : "granted";
        }
        if (isWaiting(scope, consent)) return "scope_awaits_consent";
        boolean hasAggregate = consent.granted().stream().anyMatch(this::isAggregate);
        return hasAggregate && !scope.kind().equals("user") ? "admin_scope_not_in_aggregate" : "scope_not_granted";
    }

    private String decideAggregate(String name, Consent consent) {
        if (isAggregateWithin(name, consent.granted())) return "granted_by_aggregate";
        return consent.granted().contains(name) ? "granted" : "scope_not_granted";
    }
}
