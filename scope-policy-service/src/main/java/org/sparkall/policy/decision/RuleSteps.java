package org.sparkall.policy.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * The rules that a consent's scopes are judged by, one by one, for an explanation. Rules R3, R4 and R6 are kept where an integration registers
 * and a person agrees; a decision has no part in them.
 */
final class RuleSteps {

    private final ScopeCatalog rules;
    private final ScopeSet granted;
    private final ScopeSet opened;
    private final ScopeSet waiting;
    private final Optional<ScopeSet> limit;
    private final int givenUnder;
    private final List<Step> steps = new ArrayList<>();

    private RuleSteps(ScopeCatalog rules, StandingConsent consent, Optional<ScopeSet> limit) {
        ConsentTerms.Scopes open = consent.terms().scopes(rules);
        this.rules = rules;
        this.granted = open.granted();
        this.opened = open.growth().opened();
        this.waiting = open.growth().waiting();
        this.limit = limit;
        this.givenUnder = consent.catalogVersion();
    }

    /** @param limit what a token is good for; empty when none was shown */
    static List<Step> of(ScopeCatalog rules, String action, StandingConsent consent, Optional<ScopeSet> limit) {
        RuleSteps all = new RuleSteps(rules, consent, limit);
        Optional<Feature> feature = rules.feature(action);
        if (feature.isPresent()) {
            all.feature(feature.get());
        } else {
            all.scope(new ScopeName(action));
        }
        return all.steps;
    }

    /** A feature has what it requires: each of its scopes, itself or by an aggregate. */
    private void feature(Feature feature) {
        ScopeSet had = rules.expand(granted).intersection(opened.union(rules.allAggregates()));
        ScopeSet usable = limit.map(had::intersection).orElse(had);
        List<String> missing = feature.requires().stream()
                .filter(it -> !usable.contains(it))
                .map(ScopeName::value)
                .toList();
        steps.add(Step.of(
                "R5",
                missing.isEmpty(),
                Map.of(
                        "requires",
                        feature.requires().stream().map(ScopeName::value).toList(),
                        "missing",
                        missing)));
    }

    private void scope(ScopeName name) {
        boolean byName = granted.contains(name);
        List<String> covering = rules.aggregates().stream()
                .map(AggregateScope::name)
                .filter(granted::contains)
                .filter(it -> rules.expand(rules.setOf(List.of(it))).contains(name) && !it.equals(name))
                .map(ScopeName::value)
                .toList();
        steps.add(limit.map(it -> Step.of("token_scope", it.contains(name), Map.of("scope", name.value())))
                .orElseGet(() -> Step.notApplicable("token_scope")));
        steps.add(Step.of("by_name", byName, Map.of("granted", granted.wireNames())));
        Optional<Scope> scope = rules.scope(name);
        boolean addOn = scope.filter(it -> it.kind().isAddOn()).isPresent();
        steps.add(
                addOn || byName
                        ? Step.notApplicable("R1")
                        : Step.of("R1", !covering.isEmpty(), Map.of("aggregates", covering)));
        steps.add(
                addOn
                        ? Step.of(
                                "R2",
                                byName,
                                Map.of("kind", scope.orElseThrow().kind().wireName()))
                        : Step.notApplicable("R2"));
        growth(name, scope.isPresent() && (byName || !covering.isEmpty()));
    }

    /** What the person could give when they agreed, and what joined since. */
    private void growth(ScopeName name, boolean isGranted) {
        if (!isGranted) return;
        boolean waits = waiting.contains(name);
        steps.add(Step.of("R7", waits || opened.contains(name), Map.of("scope", name.value())));
        steps.add(Step.of("growth", !waits, Map.of("given_under", givenUnder, "catalog_version", rules.version())));
    }
}
