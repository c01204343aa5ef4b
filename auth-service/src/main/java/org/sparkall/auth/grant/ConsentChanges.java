package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.grant.ConsentStates.ConsentState;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventHandler;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Makes grants follow the consents they rest on: a consent taken back ends them, a narrowed one narrows them. */
@ApplicationScoped
public class ConsentChanges implements EventHandler<ConsentEvent> {

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

    /** A consent's grants are locked in their order. */
    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public void on(Handle tx, ReceivedEvent<ConsentEvent> event) {
        ConsentEvent consent = event.data();
        UUID consentId = UUID.fromString(consent.consentId());
        boolean granted = consent.state() == ConsentEvent.State.GRANTED;
        if (!consents.learn(tx, consentId, consent.revision(), granted, consent.scopes(), consent.expanded())) return;
        if (granted) {
            narrow(tx, consentId, new ConsentState(consent.revision(), true, consent.scopes(), consent.expanded()));
        } else {
            ending.endOfConsent(
                    tx,
                    consentId,
                    consent.revision(),
                    consent.state() == ConsentEvent.State.EXPIRED ? Reason.CONSENT_EXPIRED : Reason.CONSENT_WITHDRAWN);
        }
        if (consent.erased()) people.forget(tx, consentId, consent.person());
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
