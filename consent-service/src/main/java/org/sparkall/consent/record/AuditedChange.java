package org.sparkall.consent.record;

import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.ConsentLedger.Cause;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.ActorKind;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;

/** A consent's change as the audit trail has it. It says nothing of the person: the consent does, until they are erased. */
final class AuditedChange {

    private AuditedChange() {}

    static AuditEvent of(Consent before, Consent after, Cause cause) {
        return new AuditEvent(
                cause.eventType(),
                new AuditEvent.Actor(
                        kind(cause.actor()), cause.actor().subject().orElse(null)),
                new Target(TargetKind.CONSENT, after.id().toString()),
                after.organization().orElse(null),
                AuditEvent.difference(before.scopes(), after.scopes()),
                cause.reason().orElse(null));
    }

    private static ActorKind kind(Actor actor) {
        return switch (actor.kind()) {
            case PERSON -> ActorKind.PERSON;
            case ADMINISTRATOR -> ActorKind.ADMINISTRATOR;
            case ORGANIZATION -> ActorKind.ORGANIZATION;
            case INTEGRATION -> ActorKind.INTEGRATION;
            case OPERATOR -> ActorKind.OPERATOR;
            case SIGN_IN, EXPIRY, RESTORATION -> ActorKind.SYSTEM;
        };
    }
}
