package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.grant.OpeningRule;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/** Judges integrations by what a person's organisation says of them. People without an organisation are their own masters. */
@ApplicationScoped
public class OrganizationStandings implements OpeningRule {

    private final Jdbi jdbi;
    private final OrganizationRuleStore rules;
    private final OrganizationPolicies policies;

    OrganizationStandings(Jdbi jdbi, OrganizationRuleStore rules, OrganizationPolicies policies) {
        this.jdbi = jdbi;
        this.rules = rules;
        this.policies = policies;
    }

    /** How the person's organisation stands to the integration now. */
    public Standing of(SignIn signIn, String clientId) {
        return jdbi.withHandle(handle -> of(handle, signIn, clientId));
    }

    private Standing of(Handle handle, SignIn signIn, String clientId) {
        return signIn.organization().map(it -> of(handle, it, clientId)).orElse(Standing.ALLOWED);
    }

    private Standing of(Handle handle, String organization, String clientId) {
        Rule rule = rules.newest(handle, organization, clientId)
                .map(OrganizationRule::rule)
                .orElse(Rule.NONE);
        return Standing.of(rule, rule == Rule.NONE && policies.requiresApproval(handle, organization));
    }

    /** Why there can be no grant, for the integration's developer; empty when there can. */
    public static Optional<String> refusal(Standing standing) {
        return switch (standing) {
            case ALLOWED, PRE_APPROVED -> Optional.empty();
            case BLOCKED -> Optional.of("The person's organisation has blocked this integration.");
            case NOT_APPROVED -> Optional.of("The person's organisation has not approved this integration.");
        };
    }

    @Override
    public Optional<String> refusal(Handle tx, String clientId, SignIn signIn) {
        signIn.organization().ifPresent(it -> rules.lockShared(tx, it, clientId));
        return refusal(of(tx, signIn, clientId));
    }
}
