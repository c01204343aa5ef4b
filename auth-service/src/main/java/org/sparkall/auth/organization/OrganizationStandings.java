package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.grant.OpeningRule;
import org.sparkall.auth.grant.SignIn;

/** Judges integrations by what a person's organisation says of them. People without an organisation are their own masters. */
@ApplicationScoped
public class OrganizationStandings implements OpeningRule {

    private final Jdbi jdbi;
    private final OrganizationRuleStore rules;

    OrganizationStandings(Jdbi jdbi, OrganizationRuleStore rules) {
        this.jdbi = jdbi;
        this.rules = rules;
    }

    /** How the person's organisation stands to the integration now. */
    public Standing of(SignIn signIn, String clientId) {
        return signIn.organization()
                .map(it -> jdbi.withHandle(handle -> rules.standing(handle, it, clientId)))
                .orElse(Standing.ALLOWED);
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
        return signIn.organization().flatMap(it -> refusal(rules.lockedStanding(tx, it, clientId)));
    }
}
