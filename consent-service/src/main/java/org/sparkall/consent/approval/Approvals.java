package org.sparkall.consent.approval;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.approval.ApprovalRequest.State;
import org.sparkall.consent.approval.Decision.Outcome;
import org.sparkall.consent.record.ConsentBook;
import org.sparkall.consent.record.ConsentBook.Approval;
import org.sparkall.consent.record.ConsentChange;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

/**
 * Requests that wait for an administrator's word, and that word. An administrator grants what they hold themselves (rule R7), for one person
 * and one integration. A decision, the consent and the events are one transaction.
 */
@ApplicationScoped
public class Approvals {

    private final Jdbi jdbi;
    private final ApprovalStore store;
    private final ConsentBook book;
    private final Event<ApprovalChange> changes;
    private final AuditTrail audit;
    private final Clock clock = Clock.systemUTC();

    Approvals(Jdbi jdbi, ApprovalStore store, ConsentBook book, Event<ApprovalChange> changes, AuditTrail audit) {
        this.jdbi = jdbi;
        this.store = store;
        this.book = book;
        this.changes = changes;
        this.audit = audit;
    }

    /** Puts a request to the administrators. What was asked before and waits still is asked together with it. */
    public void ask(Handle tx, ApprovalAsked asked) {
        ApprovalRequest request = store.ask(tx, asked, clock.instant());
        changes.fire(new ApprovalChange(tx, request, State.PENDING));
    }

    /**
     * A page of an organisation's requests that wait.
     *
     * @param after the last of the page before
     */
    public List<ApprovalRequest> pending(String organization, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> store.pending(handle, organization, after, limit));
    }

    /** What a person asked for, the newest first. */
    public List<ApprovalRequest> ofPerson(String person, int limit) {
        return jdbi.withHandle(handle -> store.ofPerson(handle, person, limit));
    }

    /**
     * Grants what was asked for.
     *
     * @param chosen of the scopes that were asked for those that are granted; at least one
     */
    public Outcome approve(UUID id, Set<String> chosen, Decision decision) {
        return decide(id, decision, State.APPROVED, (tx, request) -> {
            ScopeCatalog rules = decision.held().catalog();
            ScopeSet scopes = rules.knownTexts(chosen).intersection(rules.addOns());
            Set<String> notTheirs = new HashSet<>(chosen);
            notTheirs.removeIf(it -> request.scopes().contains(it)
                    && scopes.intersection(decision.held()).wireNames().contains(it));
            if (chosen.isEmpty() || !notTheirs.isEmpty()) {
                return Optional.of(
                        new Outcome.NotTheirs(notTheirs.stream().sorted().toList()));
            }
            book.approve(
                    tx,
                    new Approval(
                            request.person(),
                            request.clientId(),
                            request.organization(),
                            request.integrationName(),
                            scopes,
                            decision.administrator(),
                            decision.reason()));
            return Optional.empty();
        });
    }

    /** Grants nothing. */
    public Outcome refuse(UUID id, Decision decision) {
        return decide(id, decision, State.REFUSED, (tx, request) -> Optional.empty());
    }

    /** Does what a decision says, or tells why that cannot be. */
    @FunctionalInterface
    private interface Step {
        Optional<Outcome> take(Handle tx, ApprovalRequest request);
    }

    private Outcome decide(UUID id, Decision decision, State state, Step step) {
        return jdbi.inTransaction(tx -> {
            Optional<ApprovalRequest> found = store.find(tx, decision.organization(), id);
            found.ifPresent(it -> book.lock(tx, it.person(), it.clientId()));
            found = store.lock(tx, decision.organization(), id);
            if (found.isEmpty()) return new Outcome.NotFound();
            ApprovalRequest request = found.get();
            if (request.state() != State.PENDING) return new Outcome.NotPending(request);
            Optional<Outcome> obstacle = step.take(tx, request);
            if (obstacle.isPresent()) return obstacle.get();
            store.decide(tx, id, state, decision.administrator(), decision.reason(), clock.instant());
            if (state == State.REFUSED) audit.append(tx, refusal(request, decision));
            changes.fire(new ApprovalChange(tx, request, state));
            return new Outcome.Decided(
                    store.lock(tx, decision.organization(), id).orElseThrow());
        });
    }

    /** An approval is a change of the consent, and told as that. */
    private static AuditEvent refusal(ApprovalRequest request, Decision decision) {
        return new AuditEvent(
                "approval.refused",
                Actor.administrator(decision.administrator()),
                new Target(TargetKind.INTEGRATION, request.clientId()),
                request.organization(),
                List.of(),
                decision.reason().orElse(null));
    }

    /** Whoever takes everything back does not wait for more. */
    void on(@Observes ConsentChange change) {
        boolean isTakenBack = change.before().isGranted() && !change.after().isGranted();
        if (!isTakenBack) return;
        store.lockWaiting(change.tx(), change.after().person(), change.after().clientId())
                .ifPresent(
                        it -> store.decide(change.tx(), it.id(), State.GONE, null, Optional.empty(), clock.instant()));
    }
}
