package org.sparkall.auth.organization;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.Lost;
import org.sparkall.events.OrganizationRuleEvent;
import org.sparkall.events.OrganizationRuleEvent.Rule;
import org.sparkall.events.Restoration;
import org.sparkall.events.RestorationStep;
import org.sparkall.events.Topic;
import org.sparkall.events.TopicState;

/** What organisations said of integrations after the database's state is said again: a rule's event holds all of it but who and why. */
@ApplicationScoped
class RuleRestoration implements RestorationStep {

    /** Who changed it is lost. */
    private static final String NOBODY = "restoration";

    private final TopicState topics;
    private final OrganizationRuleStore store;
    private final OrganizationRuleEvents events;
    private final GrantEnding grants;
    private final Clock clock = Clock.systemUTC();

    RuleRestoration(TopicState topics, OrganizationRuleStore store, OrganizationRuleEvents events, GrantEnding grants) {
        this.topics = topics;
        this.store = store;
        this.events = events;
        this.grants = grants;
    }

    @Override
    public String restore(Handle tx, Restoration restoration) {
        int takenOver = restoration.lost() == Lost.NOTHING ? 0 : takeOver(tx, restoration);
        store.all(tx).forEach(it -> events.append(tx, it));
        return takenOver + " organisations' rules taken over from Kafka";
    }

    private int takeOver(Handle tx, Restoration restoration) {
        Map<String, OrganizationRuleEvent> newest = new LinkedHashMap<>();
        topics.read(
                Topic.ORGANIZATION_RULES,
                OrganizationRuleEvent.class,
                some -> some.forEach(it -> newest.merge(
                        it.key(), it.data(), (old, next) -> next.revision() > old.revision() ? next : old)));
        return (int) newest.values().stream()
                .filter(it -> takeOver(tx, it, restoration))
                .count();
    }

    private boolean takeOver(Handle tx, OrganizationRuleEvent it, Restoration restoration) {
        Optional<OrganizationRule> present = store.newest(tx, it.organization(), it.clientId());
        long revision = present.map(OrganizationRule::revision).orElse(0L);
        if (!restoration.isNews(it.revision(), revision)) return false;
        store.add(
                tx,
                it.organization(),
                it.clientId(),
                new OrganizationRule(it.rule(), revision + 1, null, NOBODY, clock.instant()));
        if (it.rule() == Rule.BLOCKED) {
            grants.endInOrganization(tx, it.organization(), it.clientId(), Reason.ORGANIZATION_BLOCKED);
        }
        return true;
    }
}
