package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.record.Consent.Agreed;
import org.sparkall.consent.record.Consent.Life;
import org.sparkall.consent.record.ConsentLedger.Cause;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** Writes down what people say. A change, its place in the history and its event are one transaction. */
@ApplicationScoped
public class ConsentBook {

    private final Jdbi jdbi;
    private final ConsentStore store;
    private final ConsentHistory history;
    private final ConsentLedger ledger;
    private final ExpiryTerms expiry;
    private final CurrentCatalog catalog;
    private final Clock clock = RecordClock.system();

    ConsentBook(
            Jdbi jdbi,
            ConsentStore store,
            ConsentHistory history,
            ConsentLedger ledger,
            ExpiryTerms expiry,
            CurrentCatalog catalog) {
        this.jdbi = jdbi;
        this.store = store;
        this.history = history;
        this.ledger = ledger;
        this.expiry = expiry;
        this.catalog = catalog;
    }

    /**
     * What a person agreed to, in answer to a request.
     *
     * @param asked what they were asked; the consent keeps nothing of it that they refused
     * @param agreed what of it they agreed to
     * @param held the scopes they hold themselves (rule R7)
     * @param shown the words they were shown; empty when they were not asked
     */
    public record Agreement(
            String person,
            String clientId,
            Optional<String> organization,
            String integrationName,
            ScopeSet asked,
            ScopeSet agreed,
            ScopeSet held,
            Optional<Wording> shown) {}

    /**
     * What an administrator grants for a person of their organisation.
     *
     * @param administrator the administrator's subject; they hold what they grant (rule R7)
     * @param scopes admin and compliance scopes that the person asked for and does not hold
     */
    public record Approval(
            String person,
            String clientId,
            String organization,
            String integrationName,
            ScopeSet scopes,
            String administrator,
            Optional<String> reason) {}

    /**
     * Keeps what stands between a person and an integration from others until the transaction ends. Whoever changes more than the
     * consent does this first: locks are taken in one order.
     */
    public Optional<Consent> lock(Handle tx, String person, String clientId) {
        store.lock(tx, person, clientId);
        return store.between(tx, person, clientId);
    }

    /** The person agrees: what they agreed to before stays, unless they were asked for it and refused it now. */
    public Consent agree(Handle tx, Agreement agreement) {
        store.lock(tx, agreement.person(), agreement.clientId());
        return agree(tx, agreement, Actor.person());
    }

    /**
     * The person's organisation agrees for them, unless they ever objected: their own word stands above it.
     *
     * @return the consent; empty when the person must be asked
     */
    public Optional<Consent> agreeForPerson(Agreement agreement) {
        return jdbi.inTransaction(tx -> {
            store.lock(tx, agreement.person(), agreement.clientId());
            boolean objected = store.between(tx, agreement.person(), agreement.clientId())
                    .filter(it -> history.holdsAnythingBut(tx, it.id(), EventTypes.CONSENT_GRANTED))
                    .isPresent();
            return objected ? Optional.empty() : Optional.of(agree(tx, agreement, Actor.organization()));
        });
    }

    private Consent agree(Handle tx, Agreement agreement, Actor actor) {
        Consent present = present(tx, agreement.person(), agreement.clientId(), agreement.integrationName());
        ScopeCatalog rules = agreement.agreed().catalog();
        ScopeSet kept = present.isGranted() ? rules.knownTexts(present.scopes()) : rules.none();
        ScopeSet scopes = rules.normalize(
                kept.minus(agreement.asked().minus(agreement.agreed())).union(agreement.agreed()));
        GrantRules grants = new GrantRules(rules);
        ScopeSet opened = rules.knownTexts(present.expanded())
                .union(grants.usable(agreement.agreed(), agreement.held()))
                .intersection(rules.concrete(scopes));
        ScopeSet approved = rules.knownTexts(present.agreed().approved())
                .intersection(scopes)
                .minus(agreement.agreed());
        Consent changed = present.granted(
                agreement.integrationName(),
                agreement.organization(),
                new Agreed(
                        scopes.wireNames(),
                        opened.wireNames(),
                        approved.wireNames(),
                        grants.isComplete(scopes, agreement.held()),
                        rules.version()),
                expiry.policy(),
                clock.instant());
        ledger.save(
                tx,
                present,
                changed,
                new Cause(EventTypes.CONSENT_GRANTED, actor, agreement.shown(), Optional.empty()));
        return changed;
    }

    /** An administrator grants for a person what the person asked for and could not grant. What was agreed to before stays. */
    public Consent approve(Handle tx, Approval approval) {
        store.lock(tx, approval.person(), approval.clientId());
        Consent present = present(tx, approval.person(), approval.clientId(), approval.integrationName());
        ScopeCatalog rules = approval.scopes().catalog();
        Agreed before = present.isGranted() ? present.agreed() : Agreed.nothing(rules.version());
        ScopeSet had = rules.knownTexts(before.scopes());
        ScopeSet fresh = approval.scopes().minus(had);
        Agreed all = new Agreed(
                rules.normalize(had.union(fresh)).wireNames(),
                rules.knownTexts(before.expanded()).union(fresh).wireNames(),
                rules.knownTexts(before.approved()).union(fresh).wireNames(),
                before.complete(),
                before.catalogVersion());
        Consent changed = present.granted(
                approval.integrationName(),
                Optional.of(approval.organization()),
                all,
                present.isGranted() ? present.life().expiry() : expiry.policy(),
                clock.instant());
        ledger.save(
                tx,
                present,
                changed,
                new Cause(
                        EventTypes.CONSENT_GRANTED,
                        Actor.administrator(approval.administrator()),
                        Optional.empty(),
                        approval.reason()));
        return changed;
    }

    /**
     * A sign-in showed that the person holds all that the aggregates of a standing consent cover, which was not known before: from now on
     * what joins these joins the consent.
     *
     * @param held what they hold
     */
    public Consent complete(Consent known, ScopeSet held) {
        ScopeCatalog rules = held.catalog();
        return jdbi.inTransaction(tx -> {
            store.lock(tx, known.person(), known.clientId());
            Consent present = store.find(tx, known.id()).orElseThrow();
            GrantRules grants = new GrantRules(rules);
            ScopeSet scopes = rules.knownTexts(present.scopes());
            if (!present.isGranted() || present.complete() || !grants.isComplete(scopes, held)) return present;
            Consent changed = present.with(
                    present.agreed()
                            .completed(grants.growth(scopes, rules.knownTexts(present.expanded()), true)
                                    .opened()
                                    .wireNames()),
                    clock.instant());
            ledger.save(tx, present, changed, Cause.of(EventTypes.CONSENT_GRANTED, Actor.signIn()));
            return changed;
        });
    }

    /** The person says no: nothing is granted, and what was before is left as it is. */
    public Consent decline(Handle tx, String person, String clientId, String integrationName, Optional<Wording> shown) {
        store.lock(tx, person, clientId);
        Consent present = present(tx, person, clientId, integrationName);
        Consent changed = present.declined(clock.instant());
        ledger.save(
                tx, present, changed, new Cause(EventTypes.CONSENT_DECLINED, Actor.person(), shown, Optional.empty()));
        return changed;
    }

    /** What is there, or a consent that is not there yet: its revision is 0 and it is kept with the next. */
    private Consent present(Handle tx, String person, String clientId, String integrationName) {
        Instant now = clock.instant();
        return store.between(tx, person, clientId)
                .orElseGet(() -> new Consent(
                        UUID.randomUUID(),
                        person,
                        clientId,
                        Optional.empty(),
                        integrationName,
                        State.DECLINED,
                        Agreed.nothing(catalog.get().version()),
                        Life.beginning(now),
                        0));
    }
}
