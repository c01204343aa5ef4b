package org.sparkall.policy.decision;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ConsentEvent;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
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

    /** The subject of whoever said it. */
    String person() {
        return event.person();
    }

    /** Grows with each change of the consent. */
    long revision() {
        return event.revision();
    }

    /** The catalog version it was given under. */
    int catalogVersion() {
        return event.catalogVersion();
    }

    ConsentEvent.State state() {
        return event.state();
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

    /**
     * What a consent holds, by name.
     *
     * @param opened the aggregates it names and the scopes it opens
     * @param waiting the scopes that wait for the person's word
     */
    record Names(Set<String> opened, Set<String> waiting) {}

    /** In the terms of any catalog; nothing is kept. */
    Names names(ScopeCatalog catalog) {
        Scopes scopes = resolve(catalog);
        Set<String> opened = new HashSet<>(scopes.granted().wireNames());
        opened.removeIf(it -> catalog.aggregate(new ScopeName(it)).isEmpty());
        opened.addAll(scopes.growth().opened().wireNames());
        return new Names(opened, new HashSet<>(scopes.growth().waiting().wireNames()));
    }

    /** Resolved once per catalog. */
    Scopes scopes(ScopeCatalog catalog) {
        Scopes present = resolved;
        if (present == null || present.granted().catalog() != catalog) {
            present = resolve(catalog);
            resolved = present;
        }
        return present;
    }

    private Scopes resolve(ScopeCatalog catalog) {
        // The normal form of then may not be that of now: an aggregate may have come to cover what stands beside it.
        ScopeSet granted = catalog.normalize(catalog.knownTexts(event.scopes()));
        return new Scopes(
                granted,
                new GrantRules(catalog).growth(granted, catalog.knownTexts(event.expanded()), event.complete()));
    }
}
