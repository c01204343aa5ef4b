package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.Consent.Agreed;
import org.sparkall.consent.record.ConsentLedger.Cause;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** Takes consents back, as a whole or in part, by somebody's word or because time ran out; and puts back what was taken back by mistake. */
@ApplicationScoped
public class ConsentEndings {

    /** How long a person may change their mind; the page says ten seconds, the rest is for the way. */
    private static final Duration REGRET = Duration.ofSeconds(15);

    private static final String UNDO = "undo";

    private final Jdbi jdbi;
    private final ConsentStore store;
    private final ConsentHistory history;
    private final ConsentLedger ledger;
    private final CurrentCatalog catalog;
    private final Clock clock = RecordClock.system();

    ConsentEndings(
            Jdbi jdbi, ConsentStore store, ConsentHistory history, ConsentLedger ledger, CurrentCatalog catalog) {
        this.jdbi = jdbi;
        this.store = store;
        this.history = history;
        this.ledger = ledger;
        this.catalog = catalog;
    }

    /** Takes a consent back as a whole; taking it back twice is harmless. */
    public void withdraw(UUID id, Actor actor) {
        jdbi.useTransaction(tx -> withdraw(tx, id, actor, Optional.empty()));
    }

    /**
     * As {@link #withdraw(UUID, Actor)}, in a transaction of the caller's.
     *
     * @param reason why, in the words of who acts
     */
    public void withdraw(Handle tx, UUID id, Actor actor, Optional<String> reason) {
        change(tx, id, actor, reason, present -> Agreed.nothing(present.catalogVersion()));
    }

    /** Takes one scope out of a consent; when it was the last, the consent is withdrawn. */
    public void withdraw(UUID id, String scope, Actor actor) {
        ScopeCatalog rules = catalog.get();
        jdbi.useTransaction(tx -> change(tx, id, actor, Optional.empty(), present -> {
            List<String> fewer =
                    present.scopes().stream().filter(it -> !it.equals(scope)).toList();
            ScopeSet opened =
                    rules.knownTexts(present.expanded()).intersection(rules.concrete(rules.knownTexts(fewer)));
            return present.scopes().contains(scope)
                    ? present.agreed().narrowed(fewer, opened.wireNames())
                    : present.agreed();
        }));
    }

    private void change(Handle tx, UUID id, Actor actor, Optional<String> reason, Function<Consent, Agreed> step) {
        Consent present = store.lock(tx, id);
        if (!present.isGranted()) return;
        Agreed rest = step.apply(present);
        if (rest.equals(present.agreed())) return;
        Consent changed = present.with(rest, clock.instant());
        String eventType = changed.isGranted() ? EventTypes.CONSENT_NARROWED : EventTypes.CONSENT_WITHDRAWN;
        ledger.save(tx, present, changed, new Cause(eventType, actor, Optional.empty(), reason));
    }

    /**
     * The person did not mean it: what they took back a moment ago stands again. Tokens that ended stay ended.
     *
     * @param revision the consent's revision that took it back
     * @return whether it stands again; not so when it changed since, somebody else took it back, or it was too long ago
     */
    public boolean undo(UUID id, long revision) {
        return jdbi.inTransaction(tx -> {
            Consent present = store.lock(tx, id);
            List<HistoryEntry> entries = history.of(tx, id);
            if (revision < 2 || present.revision() != revision || entries.size() != revision) return false;
            HistoryEntry taken = entries.getLast();
            HistoryEntry before = entries.get(entries.size() - 2);
            Instant now = clock.instant();
            boolean isTakenByPerson = taken.actor() == Actor.Kind.PERSON
                    && (taken.event().equals(EventTypes.CONSENT_WITHDRAWN)
                            || taken.event().equals(EventTypes.CONSENT_NARROWED));
            if (!isTakenByPerson || taken.happenedAt().plus(REGRET).isBefore(now)) return false;
            Agreed again = new Agreed(
                    before.scopes(), before.expanded(), before.approved(), before.complete(), before.catalogVersion());
            Consent restored = present.granted(
                    present.integrationName(),
                    present.organization(),
                    again,
                    present.life().expiry(),
                    now);
            ledger.save(
                    tx,
                    present,
                    restored,
                    new Cause(EventTypes.CONSENT_GRANTED, Actor.person(), Optional.empty(), Optional.of(UNDO)));
            return true;
        });
    }

    /**
     * Ends a consent of which nobody can say any more that it stands: the record was brought back to an earlier state. Nobody else may be at
     * work yet; a lock for each of millions would be more than the database has.
     *
     * @return whether it stood
     */
    boolean endUnsure(Handle tx, UUID id) {
        Consent present = store.find(tx, id).orElseThrow();
        if (!present.isGranted()) return false;
        ledger.save(
                tx,
                present,
                present.expired(clock.instant()),
                Cause.of(EventTypes.CONSENT_EXPIRED, Actor.restoration()));
        return true;
    }

    /**
     * Ends a consent whose time has run out. Whoever works on it just now is not waited for.
     *
     * @return whether it ended
     */
    public boolean expire(Handle tx, Consent due) {
        if (!store.tryLock(tx, due.person(), due.clientId())) return false;
        Consent present = store.find(tx, due.id()).orElseThrow();
        Instant now = clock.instant();
        if (!present.isGranted()
                || present.life().expiresAt().filter(now::isAfter).isEmpty()) return false;
        ledger.save(tx, present, present.expired(now), Cause.of(EventTypes.CONSENT_EXPIRED, Actor.expiry()));
        return true;
    }
}
