package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.sparkall.events.CurrentCatalog;
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

    Decisions(
            CurrentCatalog catalog,
            Integrations integrations,
            Consents consents,
            OrganizationRules organizations,
            EndedGrants endedGrants,
            ContextTokens tokens) {
        this.catalog = catalog;
        this.integrations = integrations;
        this.consents = consents;
        this.organizations = organizations;
        this.endedGrants = endedGrants;
        this.tokens = tokens;
    }

    Answer decide(Question question) {
        ScopeCatalog rules = catalog.get();
        if (question.token().isPresent()) {
            return tokens.verify(question.token().get())
                    .map(claims -> underToken(rules, question.action(), claims))
                    .orElseGet(() -> refusal(rules, AccessReason.TOKEN_INVALID));
        }
        if (!question.subjectType().equals(PERSON)) return refusal(rules, AccessReason.NO_CONSENT);
        return decide(
                rules,
                question.action(),
                question.person(),
                question.clientId()
                        .orElseThrow(() -> new IllegalArgumentException("a client or a token must be named")),
                question.grantId(),
                Optional.empty());
    }

    private Answer underToken(ScopeCatalog rules, String action, Claims claims) {
        return decide(
                rules,
                action,
                claims.person(),
                claims.clientId(),
                Optional.of(claims.grantId()),
                Optional.of(rules.knownTexts(claims.scopes())));
    }

    /** @param limit what a token is good for, whatever the consent says */
    private Answer decide(
            ScopeCatalog rules,
            String action,
            String person,
            String clientId,
            Optional<String> grantId,
            Optional<ScopeSet> limit) {
        if (!isKnown(rules, action)) return refusal(rules, AccessReason.UNKNOWN_ACTION);
        if (!integrations.isEnabled(clientId)) return refusal(rules, AccessReason.INTEGRATION_DISABLED);
        Optional<StandingConsent> found = consents.find(person, clientId);
        if (found.isEmpty()) return refusal(rules, AccessReason.NO_CONSENT);
        StandingConsent consent = found.get();
        boolean allowed = consent.organization()
                .map(it -> organizations.allows(it, clientId))
                .orElse(true);
        if (!allowed) return refusal(rules, AccessReason.INTEGRATION_DISABLED);
        return new Answer(judge(rules, action, consent, grantId, limit), rules.version(), Optional.of(consent.id()));
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
        StandingConsent.Scopes open = consent.scopes(rules);
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

    private static Answer refusal(ScopeCatalog rules, AccessReason reason) {
        return new Answer(reason, rules.version(), Optional.empty());
    }
}
