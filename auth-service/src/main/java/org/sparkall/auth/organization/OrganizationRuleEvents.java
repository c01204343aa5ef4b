package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.EventTypes;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.ToldRevisions;
import org.sparkall.events.Topic;

/** Tells the suite what organisations say of integrations. */
@ApplicationScoped
class OrganizationRuleEvents {

    private final Outbox outbox;
    private final ToldRevisions told;

    OrganizationRuleEvents(Outbox outbox, ToldRevisions told) {
        this.outbox = outbox;
        this.told = told;
    }

    /** @param rule with the revision that the database keeps */
    void append(Handle tx, OrganizationRuleEvent rule) {
        String key = rule.organization() + "/" + rule.clientId();
        OrganizationRuleEvent event =
                new OrganizationRuleEvent(rule.organization(), rule.clientId(), rule.rule(), told.of(rule.revision()));
        outbox.append(
                tx, new OutgoingEvent(Topic.ORGANIZATION_RULES, key, EventTypes.ORGANIZATION_RULE_CHANGED, event));
    }
}
