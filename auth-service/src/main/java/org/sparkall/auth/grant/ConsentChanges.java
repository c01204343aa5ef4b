package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.ConsentStates.ConsentState;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.BatchHandler;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Makes grants follow the consents they rest on: a consent taken back ends them, a narrowed one narrows them. */
@ApplicationScoped
public class ConsentChanges implements BatchHandler<ConsentEvent> {

    private final ConsentStates consents;
    private final CurrentCatalog catalog;
    private final GrantStore grants;
    private final GrantEnding ending;
    private final ForgottenPeople people;

    ConsentChanges(
            ConsentStates consents,
            CurrentCatalog catalog,
            GrantStore grants,
            GrantEnding ending,
            ForgottenPeople people) {
        this.consents = consents;
        this.catalog = catalog;
        this.grants = grants;
        this.ending = ending;
        this.people = people;
    }

    @Override
    public Topic topic() {
        return Topic.CONSENTS;
    }

    @Override
    public Class<ConsentEvent> payload() {
        return ConsentEvent.class;
    }

    /** A consent's grants are locked in their order, and consents in that of their events: the locks of other handlers would not fit in. */
    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public void onAll(Handle tx, List<ReceivedEvent<ConsentEvent>> events) {
        Map<UUID, ConsentEvent> together = new LinkedHashMap<>();
        for (ReceivedEvent<ConsentEvent> event : events) {
            UUID consentId = UUID.fromString(event.data().consentId());
            // A consent's revisions one after the other: each may take something from its grants.
            if (together.containsKey(consentId)) {
                follow(tx, together);
                together.clear();
            }
            together.put(consentId, event.data());
        }
        follow(tx, together);
    }

    private void follow(Handle tx, Map<UUID, ConsentEvent> events) {
        Set<UUID> news = consents.learn(tx, events);
        Set<UUID> opened = grants.opened(tx, news);
        events.forEach((consentId, consent) -> {
            // First, so that nothing tells of their grants by name any more.
            if (news.contains(consentId) && consent.erased()) people.forget(tx, consentId, consent.person());
            if (opened.contains(consentId)) follow(tx, consentId, consent);
        });
    }

    private void follow(Handle tx, UUID consentId, ConsentEvent consent) {
        if (consent.state() == ConsentEvent.State.GRANTED) {
            narrow(tx, consentId, new ConsentState(consent.revision(), true, consent.scopes(), consent.expanded()));
        } else {
            ending.endOfConsent(
                    tx,
                    consentId,
                    consent.revision(),
                    consent.state() == ConsentEvent.State.EXPIRED ? Reason.CONSENT_EXPIRED : Reason.CONSENT_WITHDRAWN);
        }
    }

    private void narrow(Handle tx, UUID consentId, ConsentState consent) {
        for (Grant grant : grants.lockStandingOfConsent(tx, consentId, consent.revision())) {
            Grant narrowed = consent.bound(catalog.get(), grant);
            if (narrowed.scopes().isEmpty()) {
                ending.end(tx, grant.id(), Reason.CONSENT_WITHDRAWN);
            } else if (!narrowed.equals(grant)) {
                grants.updateScopes(tx, narrowed);
            }
        }
    }
}
