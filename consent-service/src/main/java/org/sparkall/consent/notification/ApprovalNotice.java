package org.sparkall.consent.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.sparkall.consent.approval.ApprovalChange;
import org.sparkall.consent.approval.ApprovalRequest;
import org.sparkall.consent.approval.ApprovalRequest.State;
import org.sparkall.events.EventTypes;
import org.sparkall.events.NotificationEvent;
import org.sparkall.events.NotificationEvent.Recipient;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;

/** Tells administrators that somebody needs them, and that person what they decided. */
@ApplicationScoped
class ApprovalNotice {

    private final Outbox outbox;

    ApprovalNotice(Outbox outbox) {
        this.outbox = outbox;
    }

    void on(@Observes ApprovalChange change) {
        boolean waits = change.state() == State.PENDING;
        ApprovalRequest it = change.request();
        NotificationEvent event = new NotificationEvent(
                waits ? Recipient.ORGANIZATION_ADMINISTRATORS : Recipient.PERSON,
                it.person(),
                it.organization(),
                it.clientId(),
                null,
                it.id().toString(),
                it.scopes(),
                waits ? null : change.state().wireName(),
                null);
        outbox.append(
                change.tx(),
                new OutgoingEvent(
                        Topic.NOTIFICATIONS,
                        it.id().toString(),
                        waits ? EventTypes.APPROVAL_NEEDED : EventTypes.APPROVAL_DECIDED,
                        event));
    }
}
