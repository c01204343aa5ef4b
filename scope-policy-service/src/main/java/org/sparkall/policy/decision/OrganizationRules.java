package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** What organisations say of integrations, from their rules' events. */
@ApplicationScoped
class OrganizationRules implements ReadModel<OrganizationRuleEvent> {

    private record Between(String organization, String clientId) {}

    private final Map<Between, OrganizationRuleEvent> all = new ConcurrentHashMap<>();

    /** Whether the organisation lets its people use this integration. */
    boolean allows(String organization, String clientId) {
        OrganizationRuleEvent newest = all.get(new Between(organization, clientId));
        return newest == null || newest.rule() != Rule.BLOCKED;
    }

    @Override
    public Topic topic() {
        return Topic.ORGANIZATION_RULES;
    }

    @Override
    public Class<OrganizationRuleEvent> payload() {
        return OrganizationRuleEvent.class;
    }

    @Override
    public void apply(ReceivedEvent<OrganizationRuleEvent> event) {
        OrganizationRuleEvent rule = event.data();
        all.merge(
                new Between(rule.organization(), rule.clientId()),
                rule,
                (old, it) -> it.revision() > old.revision() ? it : old);
    }
}
