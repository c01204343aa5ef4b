package org.sparkall.policy.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ConsentEvent;

/** A consent as its newest event states it. There are millions: it holds no more than questions need. */
final class StandingConsent {

    private final CompactId id;
    private final CompactId person;
    private final @Nullable String organization;
    private final ConsentEvent.State state;
    private final int catalogVersion;
    private final long revision;
    private final ConsentTerms terms;

    /**
     * @param organization of the event, the same object for all of it
     * @param terms of the event
     */
    StandingConsent(ConsentEvent event, @Nullable String organization, ConsentTerms terms) {
        this.id = CompactId.of(event.consentId());
        this.person = CompactId.of(event.person());
        this.organization = organization;
        this.state = event.state();
        this.catalogVersion = event.catalogVersion();
        this.revision = event.revision();
        this.terms = terms;
    }

    String id() {
        return id.toString();
    }

    boolean is(CompactId consentId) {
        return id.equals(consentId);
    }

    /** The subject of whoever said it. */
    String person() {
        return person.toString();
    }

    /** The same, by which it is found. */
    CompactId key() {
        return person;
    }

    /** Grows with each change of the consent. */
    long revision() {
        return revision;
    }

    /** The catalog version it was given under. */
    int catalogVersion() {
        return catalogVersion;
    }

    ConsentEvent.State state() {
        return state;
    }

    /** The alias of the person's organisation, when they have one. */
    Optional<String> organization() {
        return Optional.ofNullable(organization);
    }

    boolean isGranted() {
        return state == ConsentEvent.State.GRANTED;
    }

    /** Whether the person ever agreed: somebody who only declined took nothing back. */
    boolean isDeclined() {
        return state == ConsentEvent.State.DECLINED;
    }

    /** The newer of the two. */
    StandingConsent orNewer(StandingConsent other) {
        return other.revision > revision ? other : this;
    }

    /** What was agreed to. */
    ConsentTerms terms() {
        return terms;
    }
}
