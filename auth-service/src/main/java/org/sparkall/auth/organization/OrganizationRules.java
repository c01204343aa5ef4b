package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;
import org.sparkall.events.EventTypes;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;

/** Changes rules. A rule, the grants that it ends, and the events of both are one transaction. */
@ApplicationScoped
class OrganizationRules {

    private static final Logger LOG = Logger.getLogger(OrganizationRules.class);

    private final Jdbi jdbi;
    private final OrganizationRuleStore store;
    private final GrantEnding grants;
    private final OrganizationRuleEvents events;
    private final AuditTrail audit;
    private final Clock clock = Clock.systemUTC();

    OrganizationRules(
            Jdbi jdbi,
            OrganizationRuleStore store,
            GrantEnding grants,
            OrganizationRuleEvents events,
            AuditTrail audit) {
        this.jdbi = jdbi;
        this.store = store;
        this.grants = grants;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Says what the organisation thinks of an integration from now on. Saying the same again changes nothing.
     *
     * @param rule {@link Rule#NONE} takes back what was said before; it gives back no grant that a block ended
     * @param administrator the subject of who decides
     */
    void set(String organization, String clientId, Rule rule, @Nullable String reason, String administrator) {
        jdbi.useTransaction(tx -> {
            store.lock(tx, organization, clientId);
            Optional<OrganizationRule> present = store.newest(tx, organization, clientId);
            if (isSaid(present, rule, reason)) return;
            long revision = present.map(OrganizationRule::revision).orElse(0L) + 1;
            store.add(
                    tx,
                    organization,
                    clientId,
                    new OrganizationRule(rule, revision, reason, administrator, clock.instant()));
            events.append(tx, new OrganizationRuleEvent(organization, clientId, rule, revision));
            audit.append(
                    tx,
                    new AuditEvent(
                            EventTypes.ORGANIZATION_RULE_CHANGED,
                            Actor.administrator(administrator),
                            new Target(TargetKind.INTEGRATION, clientId),
                            organization,
                            List.of(rule.wireName()),
                            reason));
            if (rule == Rule.BLOCKED) {
                grants.endInOrganization(tx, organization, clientId, Reason.ORGANIZATION_BLOCKED);
            }
        });
        LOG.infof("organization %s: integration %s is %s", organization, clientId, rule.wireName());
    }

    private static boolean isSaid(Optional<OrganizationRule> present, Rule rule, @Nullable String reason) {
        return present.map(it ->
                        it.rule() == rule && Optional.ofNullable(it.reason()).equals(Optional.ofNullable(reason)))
                .orElse(rule == Rule.NONE);
    }
}
