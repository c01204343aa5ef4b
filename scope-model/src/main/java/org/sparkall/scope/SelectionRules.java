package org.sparkall.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.sparkall.scope.Violation.Rule;

/** Judges which scopes may be selected and requested together: rules R3, R5 and R6. Every broken rule is named, not only the first. */
public final class SelectionRules {

    private final ScopeCatalog catalog;

    public SelectionRules(ScopeCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Judges what an integration selects when it registers.
     *
     * @param scopes scope names as they came; a name twice counts once
     * @param features feature names as they came
     */
    public SelectionVerdict judgeSelection(Collection<String> scopes, Collection<String> features) {
        ScopeSet known = catalog.knownTexts(scopes);
        List<Violation> violations = new ArrayList<>();
        emptiness(scopes).ifPresent(violations::add);
        unknownScopes(scopes).ifPresent(violations::add);
        redundancy(known).ifPresent(violations::add);
        violations.addAll(featureNeeds(known, features));
        return verdict(known, violations);
    }

    /**
     * Judges what an integration requests at the authorization endpoint. Having registered an aggregate it may request less (R6).
     *
     * @param registered the selection it registered
     * @param requested scope names as they came; a name twice counts once
     * @throws IllegalArgumentException when the registered set belongs to another catalog
     */
    public SelectionVerdict judgeRequest(ScopeSet registered, Collection<String> requested) {
        ScopeSet known = catalog.knownTexts(requested);
        List<Violation> violations = new ArrayList<>();
        emptiness(requested).ifPresent(violations::add);
        unknownScopes(requested).ifPresent(violations::add);
        redundancy(known).ifPresent(violations::add);
        notRegistered(registered, known).ifPresent(violations::add);
        return verdict(known, violations);
    }

    private static SelectionVerdict verdict(ScopeSet known, List<Violation> violations) {
        return violations.isEmpty() ? new SelectionVerdict.Accepted(known) : new SelectionVerdict.Rejected(violations);
    }

    private static Optional<Violation> emptiness(Collection<String> scopes) {
        if (!scopes.isEmpty()) return Optional.empty();
        return Optional.of(new Violation(Rule.EMPTY_SELECTION, List.of(), "Select at least one scope."));
    }

    private Optional<Violation> unknownScopes(Collection<String> scopes) {
        List<String> unknown = new LinkedHashSet<>(scopes)
                .stream().filter(text -> !isKnown(text)).toList();
        return about(unknown, Rule.UNKNOWN_SCOPE, "The catalog has no such scope.");
    }

    private boolean isKnown(String text) {
        return ScopeName.isScopeToken(text) && catalog.knows(new ScopeName(text));
    }

    private Optional<Violation> redundancy(ScopeSet known) {
        ScopeSet redundant = catalog.redundant(known);
        if (redundant.isEmpty()) return Optional.empty();
        String aggregates = String.join(
                " and ",
                catalog.aggregates().stream()
                        .map(aggregate -> aggregate.name().value())
                        .filter(name -> known.contains(new ScopeName(name)))
                        .toList());
        return about(
                redundant.wireNames(),
                Rule.REDUNDANT_WITH_AGGREGATE,
                aggregates + " covers these scopes already; leave them out, or leave out " + aggregates + ".");
    }

    private List<Violation> featureNeeds(ScopeSet known, Collection<String> features) {
        List<Violation> violations = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String name : new LinkedHashSet<>(features)) {
            catalog.feature(name)
                    .ifPresentOrElse(
                            feature -> needs(known, feature).ifPresent(violations::add), () -> unknown.add(name));
        }
        about(unknown, Rule.UNKNOWN_FEATURE, "The catalog has no such feature.").ifPresent(violations::add);
        return violations;
    }

    private Optional<Violation> needs(ScopeSet known, Feature feature) {
        ScopeSet expanded = catalog.expand(known);
        List<String> missing = feature.requires().stream()
                .filter(name -> !expanded.contains(name))
                .map(ScopeName::value)
                .toList();
        return about(
                missing,
                Rule.FEATURE_REQUIRES_SCOPE,
                "The feature " + feature.name() + " requires " + String.join(" ", missing) + ".");
    }

    private Optional<Violation> notRegistered(ScopeSet registered, ScopeSet known) {
        return about(
                known.minus(catalog.expand(registered)).wireNames(),
                Rule.NOT_REGISTERED,
                "The integration did not register these scopes.");
    }

    private static Optional<Violation> about(List<String> scopes, Rule rule, String message) {
        return scopes.isEmpty() ? Optional.empty() : Optional.of(new Violation(rule, scopes, message));
    }
}
