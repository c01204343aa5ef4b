package org.sparkall.policy.decision;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ConsentEvent;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** A consent as its newest event states it, with its scopes as sets of the present catalog. */
final class StandingConsent {

    private final ConsentEvent event;
    private volatile @Nullable Scopes resolved;

    StandingConsent(ConsentEvent event) {
        this.event = event;
    }

    /**
     * What a consent opens, in one catalog's terms.
     *
     * @param granted what the person granted, in its normal form
     * @param growth the scopes that opens for them as the catalog is now, and those that wait for their word
     */
    record Scopes(ScopeSet granted, Growth growth) {}

    String id() {
        return event.consentId();
    }

    /** The alias of the person's organisation, when they have one. */
    Optional<String> organization() {
        return Optional.ofNullable(event.organization());
    }

    boolean isGranted() {
        return event.state() == ConsentEvent.State.GRANTED;
    }

    /** Whether the person ever agreed: somebody who only declined took nothing back. */
    boolean isDeclined() {
        return event.state() == ConsentEvent.State.DECLINED;
    }

    /** The newer of the two. */
    StandingConsent orNewer(StandingConsent other) {
        return other.event.revision() > event.revision() ? other : this;
    }

    /** Resolved once per catalog. */
    Scopes scopes(ScopeCatalog catalog) {
        Scopes present = resolved;
        if (present == null || present.granted().catalog() != catalog) {
            // The normal form of then may not be that of now: an aggregate may have come to cover what stands beside
            // it.
            ScopeSet granted = catalog.normalize(catalog.knownTexts(event.scopes()));
            present = new Scopes(
                    granted,
                    new GrantRules(catalog).growth(granted, catalog.knownTexts(event.expanded()), event.complete()));
            resolved = present;
        }
        return present;
    }
}
