package org.sparkall.policy.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.decision.ContextTokens.Claims;
import org.sparkall.scope.ScopeCatalog;

/**
 * Takes down how a decision comes about, for who asks for an explanation. It holds ids, scopes and versions, nothing else of a person. One
 * that is off takes nothing down and costs nothing.
 */
final class Trace {

    private static final Trace OFF = new Trace(null);

    private final @Nullable List<Step> steps;

    private Trace(@Nullable List<Step> steps) {
        this.steps = steps;
    }

    static Trace off() {
        return OFF;
    }

    static Trace on() {
        return new Trace(new ArrayList<>());
    }

    boolean isOn() {
        return steps != null;
    }

    /** The steps in their order; empty when it is off. */
    List<Step> steps() {
        return steps == null ? List.of() : List.copyOf(steps);
    }

    void add(Step step) {
        if (steps != null) steps.add(step);
    }

    void step(String name, boolean passed) {
        if (isOn()) add(Step.of(name, passed, Map.of()));
    }

    void inputs(boolean current, Decisions.Inputs inputs, long maxStalenessNanos) {
        if (!isOn()) return;
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("catalog_version", inputs.catalog().version());
        Long staleness = Decision.stalenessSeconds(inputs.stalenessNanos());
        if (staleness != null) facts.put("staleness_seconds", staleness);
        facts.put("max_staleness_seconds", Duration.ofNanos(maxStalenessNanos).toSeconds());
        add(Step.of("inputs", current, facts));
    }

    void token(Optional<Claims> claims) {
        if (!isOn()) return;
        Map<String, Object> facts = new LinkedHashMap<>();
        claims.ifPresent(it -> {
            facts.put("client_id", it.clientId());
            facts.put("grant_id", it.grantId());
            facts.put("bound", it.bound());
            facts.put("scopes", it.scopes());
        });
        add(Step.of("token", claims.isPresent(), facts));
    }

    void action(boolean known, String action, ScopeCatalog catalog) {
        if (isOn()) add(Step.of("action", known, Map.of("name", action, "catalog_version", catalog.version())));
    }

    void integration(boolean enabled, String clientId) {
        if (isOn()) add(Step.of("integration", enabled, Map.of("client_id", clientId)));
    }

    void consent(Optional<StandingConsent> found) {
        if (!isOn()) return;
        Map<String, Object> facts = new LinkedHashMap<>();
        found.ifPresent(it -> {
            facts.put("consent_id", it.id());
            facts.put("state", it.state().wireName());
            facts.put("revision", it.revision());
            facts.put("catalog_version", it.catalogVersion());
        });
        add(Step.of("consent", found.filter(StandingConsent::isGranted).isPresent(), facts));
    }

    void organization(boolean allowed, StandingConsent consent) {
        if (!isOn()) return;
        add(
                consent.organization().isPresent()
                        ? Step.of("organization", allowed, Map.of())
                        : Step.notApplicable("organization"));
    }

    void grant(Optional<String> grantId, boolean stands) {
        if (!isOn()) return;
        add(grantId.map(it -> Step.of("grant", stands, Map.of("grant_id", it)))
                .orElseGet(() -> Step.notApplicable("grant")));
    }
}
