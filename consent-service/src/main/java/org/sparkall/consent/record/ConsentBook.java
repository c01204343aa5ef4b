package org.sparkall.consent.record;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/** Writes down what people say. A change, its place in the history and its event are one transaction. */
@ApplicationScoped
public class ConsentBook {

    private static final String ORGANIZATION = "organization:";
    private static final String SIGN_IN = "sign-in";

    private final Jdbi jdbi;
    private final ConsentStore store;
    private final Outbox outbox;
    private final CurrentCatalog catalog;
    private final Clock clock = Clock.systemUTC();

    ConsentBook(Jdbi jdbi, ConsentStore store, Outbox outbox, CurrentCatalog catalog) {
        this.jdbi = jdbi;
        this.store = store;
        this.outbox = outbox;
        this.catalog = catalog;
    }

    /**
     * What a person agreed to, in answer to a request.
     *
     * @param asked what they were asked; the consent keeps nothing of it that they refused
     * @param agreed what of it they agreed to
     * @param held the scopes they hold themselves (rule R7)
     */
    public record Agreement(
            String person,
            String clientId,
            Optional<String> organization,
            String integrationName,
            ScopeSet asked,
            ScopeSet agreed,
            ScopeSet held) {}

    /** The consent between this person and this integration, whatever became of it. */
    public Optional<Consent> between(String person, String clientId) {
        return jdbi.withHandle(handle -> store.between(handle, person, clientId));
    }

    Optional<Consent> find(UUID id) {
        return jdbi.withHandle(handle -> store.find(handle, id));
    }

    List<Consent> page(String person, @Nullable String organization, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> store.page(handle, person, organization, after, limit));
    }

    /** The person agrees: what they agreed to before stays, unless they were asked for it and refused it now. */
    public Consent agree(Handle tx, Agreement agreement) {
        store.lock(tx, agreement.person(), agreement.clientId());
        return agree(tx, agreement, agreement.person());
    }

    /**
     * The person's organisation agrees for them, unless they ever objected: their own word stands above it.
     *
     * @return the consent; empty when the person must be asked
     */
    public Optional<Consent> agreeForPerson(String organization, Agreement agreement) {
        return jdbi.inTransaction(tx -> {
            store.lock(tx, agreement.person(), agreement.clientId());
            boolean objected = store.between(tx, agreement.person(), agreement.clientId())
                    .filter(it -> store.hasObjection(tx, it.id()))
                    .isPresent();
            return objected ? Optional.empty() : Optional.of(agree(tx, agreement, ORGANIZATION + organization));
        });
    }

    private Consent agree(Handle tx, Agreement agreement, String actor) {
        Consent present = present(tx, agreement.person(), agreement.clientId(), agreement.integrationName());
        ScopeCatalog rules = agreement.agreed().catalog();
        ScopeSet kept = present.isGranted() ? rules.knownTexts(present.scopes()) : rules.none();
        ScopeSet scopes = rules.normalize(
                kept.minus(agreement.asked().minus(agreement.agreed())).union(agreement.agreed()));
        GrantRules grants = new GrantRules(rules);
        ScopeSet opened = rules.knownTexts(present.expanded())
                .union(grants.usable(agreement.agreed(), agreement.held()))
                .intersection(rules.concrete(scopes));
        Consent changed = present.granted(
                agreement.integrationName(),
                agreement.organization(),
                scopes.wireNames(),
                opened.wireNames(),
                grants.isComplete(scopes, agreement.held()),
                rules.version(),
                clock.instant());
        save(tx, changed, EventTypes.CONSENT_GRANTED, actor);
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
            Consent changed = present.completed(
                    grants.growth(scopes, rules.knownTexts(present.expanded()), true)
                            .opened()
                            .wireNames(),
                    clock.instant());
            save(tx, changed, EventTypes.CONSENT_GRANTED, SIGN_IN);
            return changed;
        });
    }

    /** The person says no: nothing is granted, and what was before is left as it is. */
    public Consent decline(Handle tx, String person, String clientId, String integrationName) {
        store.lock(tx, person, clientId);
        Consent changed = present(tx, person, clientId, integrationName).declined(clock.instant());
        save(tx, changed, EventTypes.CONSENT_DECLINED, person);
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
                        List.of(),
                        List.of(),
                        false,
                        catalog.get().version(),
                        0,
                        now,
                        now));
    }

    /** Takes a consent back as a whole; taking it back twice is harmless. */
    void withdraw(UUID id, String actor) {
        change(id, actor, present -> present.narrowed(List.of(), List.of(), clock.instant()));
    }

    /** Takes one scope out of a consent; when it was the last, the consent is withdrawn. */
    void withdraw(UUID id, String scope, String actor) {
        ScopeCatalog rules = catalog.get();
        change(id, actor, present -> {
            if (!present.scopes().contains(scope)) return present;
            List<String> fewer =
                    present.scopes().stream().filter(it -> !it.equals(scope)).toList();
            ScopeSet opened =
                    rules.knownTexts(present.expanded()).intersection(rules.concrete(rules.knownTexts(fewer)));
            return present.narrowed(fewer, opened.wireNames(), clock.instant());
        });
    }

    private void change(UUID id, String actor, UnaryOperator<Consent> step) {
        jdbi.useTransaction(tx -> {
            Consent known = store.find(tx, id).orElseThrow();
            store.lock(tx, known.person(), known.clientId());
            Consent present = store.find(tx, id).orElseThrow();
            if (!present.isGranted()) return;
            Consent changed = step.apply(present);
            if (changed.equals(present)) return;
            save(tx, changed, changed.isGranted() ? EventTypes.CONSENT_NARROWED : EventTypes.CONSENT_WITHDRAWN, actor);
        });
    }

    private void save(Handle tx, Consent it, String eventType, String actor) {
        store.save(tx, it, eventType, actor);
        ConsentEvent event = new ConsentEvent(
                it.id().toString(),
                it.person(),
                it.clientId(),
                it.organization().orElse(null),
                ConsentEvent.State.valueOf(it.state().name()),
                it.scopes(),
                it.expanded(),
                it.complete(),
                it.catalogVersion(),
                it.revision(),
                it.changedAt());
        outbox.append(tx, new OutgoingEvent(Topic.CONSENTS, it.id().toString(), eventType, event));
    }
}
