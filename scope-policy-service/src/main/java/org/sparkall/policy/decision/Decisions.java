package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.policy.decision.ContextTokens.Claims;
import org.sparkall.scope.AccessReason;
import org.sparkall.scope.AccessRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/** Decides from memory: catalog, integrations, consents and ended grants are kept current by their events. In doubt it denies. */
@ApplicationScoped
class Decisions {

    private static final String PERSON = "user";

    private final CurrentCatalog catalog;
    private final Integrations integrations;
    private final Consents consents;
    private final OrganizationRules organizations;
    private final EndedGrants endedGrants;
    private final ContextTokens tokens;
    private final ReadModelFreshness freshness;
    private final long maxStalenessNanos;

    Decisions(
            CurrentCatalog catalog,
            Integrations integrations,
            Consents consents,
            OrganizationRules organizations,
            EndedGrants endedGrants,
            ContextTokens tokens,
            ReadModelFreshness freshness,
            DecisionSettings settings) {
        this.catalog = catalog;
        this.integrations = integrations;
        this.consents = consents;
        this.organizations = organizations;
        this.endedGrants = endedGrants;
        this.tokens = tokens;
        this.freshness = freshness;
        this.maxStalenessNanos = settings.maxStaleness().toNanos();
    }

    /**
     * What decisions are made from at this moment.
     *
     * @param catalog the catalog, the same for a whole decision
     * @param stalenessNanos how old the rest can be
     */
    record Inputs(ScopeCatalog catalog, long stalenessNanos) {}

    /** For as many questions as one request has. */
    RequestInputs forRequest() {
        return new RequestInputs(inputs(), tokens);
    }

    private Inputs inputs() {
        return new Inputs(catalog.get(), freshness.stalenessNanos());
    }

    Answer decide(Question question) {
        return decide(question, forRequest(), Trace.off());
    }

    Answer decide(Question question, RequestInputs request, Trace trace) {
        Inputs inputs = request.inputs();
        boolean current = inputs.stalenessNanos() <= maxStalenessNanos;
        trace.inputs(current, inputs, maxStalenessNanos);
        if (!current) return refusal(inputs, AccessReason.INPUTS_STALE);
        if (question.token().isPresent()) {
            Optional<Claims> claims = request.verify(question.token().get());
            trace.token(claims);
            return claims.isPresent()
                    ? underToken(inputs, question.action(), claims, trace)
                    : refusal(inputs, AccessReason.TOKEN_INVALID);
        }
        boolean isPerson = question.subjectType().equals(PERSON);
        trace.step("subject", isPerson);
        if (!isPerson) return refusal(inputs, AccessReason.NO_CONSENT);
        if (question.clientId().isEmpty()) return refusal(inputs, AccessReason.INTEGRATION_DISABLED);
        return decide(
                inputs,
                question.action(),
                question.person(),
                question.clientId().get(),
                question.grantId(),
                Optional.empty(),
                trace);
    }

    private Answer underToken(Inputs inputs, String action, Optional<Claims> claims, Trace trace) {
        Claims token = claims.orElseThrow();
        return decide(inputs, action, token.person(), token.clientId(), Optional.of(token.grantId()), claims, trace);
    }

    /** @param token limits what is granted, whatever the consent says */
    private Answer decide(
            Inputs inputs,
            String action,
            String person,
            String clientId,
            Optional<String> grantId,
            Optional<Claims> token,
            Trace trace) {
        ScopeCatalog rules = inputs.catalog();
        boolean known = isKnown(rules, action);
        trace.action(known, action, rules);
        if (!known) return refusal(inputs, AccessReason.UNKNOWN_ACTION);
        boolean enabled = integrations.isEnabled(clientId);
        trace.integration(enabled, clientId);
        if (!enabled) return refusal(inputs, AccessReason.INTEGRATION_DISABLED);
        Optional<StandingConsent> found = consents.find(person, clientId);
        trace.consent(found);
        if (found.isEmpty()) return refusal(inputs, AccessReason.NO_CONSENT);
        StandingConsent consent = found.get();
        boolean allowed = consent.organization()
                .map(it -> organizations.allows(it, clientId))
                .orElse(true);
        trace.organization(allowed, consent);
        if (!allowed) return refusal(inputs, AccessReason.INTEGRATION_DISABLED);
        Optional<ScopeSet> limit = token.map(it -> it.limit(rules));
        AccessReason reason = judge(rules, action, consent, grantId, limit);
        if (trace.isOn()) {
            trace.grant(grantId, grantId.filter(endedGrants::contains).isEmpty());
            RuleSteps.of(rules, action, consent, limit).forEach(trace::add);
        }
        return new Answer(reason, rules.version(), inputs.stalenessNanos(), Optional.of(consent.id()), token);
    }

    private AccessReason judge(
            ScopeCatalog rules,
            String action,
            StandingConsent consent,
            Optional<String> grantId,
            Optional<ScopeSet> limit) {
        if (consent.isDeclined()) return AccessReason.NO_CONSENT;
        if (!consent.isGranted()) return AccessReason.CONSENT_WITHDRAWN;
        if (grantId.filter(endedGrants::contains).isPresent()) return AccessReason.TOKEN_INVALID;
        ConsentTerms.Scopes open = consent.terms().scopes(rules);
        ScopeSet granted = limit.map(open.granted()::intersection).orElse(open.granted());
        ScopeSet usable = limit.map(open.growth().opened()::intersection)
                .orElse(open.growth().opened());
        return new AccessRules(rules)
                .decide(action, granted, usable, open.growth().waiting());
    }

    private static boolean isKnown(ScopeCatalog rules, String action) {
        return (ScopeName.isScopeToken(action) && rules.knows(new ScopeName(action)))
                || rules.feature(action).isPresent();
    }

    private static Answer refusal(Inputs inputs, AccessReason reason) {
        return new Answer(
                reason, inputs.catalog().version(), inputs.stalenessNanos(), Optional.empty(), Optional.empty());
    }
}
