package org.sparkall.consent.request;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.consent.approval.ApprovalAsked;
import org.sparkall.consent.approval.Approvals;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentBook;
import org.sparkall.consent.record.ConsentBook.Agreement;
import org.sparkall.consent.record.Consents;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.ToldRevisions;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;
import org.sparkall.telemetry.GrantTraces;
import org.sparkall.telemetry.TraceParent;

/** Answers a request from what the person said before, or makes a challenge of it; and takes the person's answer. */
@ApplicationScoped
public class ConsentRequests {

    private final Jdbi jdbi;
    private final Consents consents;
    private final ConsentBook book;
    private final Approvals approvals;
    private final AnswerStore answers;
    private final ChallengeSeal seal;
    private final CurrentCatalog catalog;
    private final ConsentSettings settings;
    private final MeterRegistry metrics;
    private final GrantTraces traces;
    private final ToldRevisions told;
    private final Clock clock = Clock.systemUTC();

    ConsentRequests(
            Jdbi jdbi,
            Consents consents,
            ConsentBook book,
            Approvals approvals,
            AnswerStore answers,
            ChallengeSeal seal,
            CurrentCatalog catalog,
            ConsentSettings settings,
            MeterRegistry metrics,
            GrantTraces traces,
            ToldRevisions told) {
        this.jdbi = jdbi;
        this.consents = consents;
        this.book = book;
        this.approvals = approvals;
        this.answers = answers;
        this.seal = seal;
        this.catalog = catalog;
        this.settings = settings;
        this.metrics = metrics;
        this.traces = traces;
        this.told = told;
    }

    /** The standing consent's answer, or the page where the person is asked for what they have not agreed to yet. */
    ConsentReply ask(ConsentRequest request) {
        ScopeCatalog rules = catalog.get();
        Optional<Consent> standing =
                consents.between(request.person(), request.clientId()).filter(Consent::isGranted);
        Asking asking = Asking.of(rules, request, standing);
        Optional<Consent> preApproved = agreeForPerson(request, asking);
        return preApproved.isPresent()
                ? answer(request, preApproved, Asking.of(rules, request, preApproved))
                : answer(request, standing, asking);
    }

    private ConsentReply answer(ConsentRequest request, Optional<Consent> standing, Asking asking) {
        if (standing.isPresent() && asking.isAnswered()) {
            ScopeSet held = asking.carried().catalog().knownTexts(request.grantable());
            Consent consent = standing.get().complete() ? standing.get() : book.complete(standing.get(), held);
            return standing(consent, asking.carried(), held);
        }
        Challenge challenge = challenge(request, asking);
        return page(challenge, "challenge", seal.seal(challenge));
    }

    /** What the organisation agreed to for its people needs no word of theirs; add-ons do, and so does a page asked for by name. */
    private Optional<Consent> agreeForPerson(ConsentRequest request, Asking asking) {
        ScopeSet agreed = asking.fresh().minus(asking.fresh().catalog().addOns());
        if (!Boolean.TRUE.equals(request.preApproved())
                || request.organization() == null
                || Boolean.TRUE.equals(request.askAgain())
                || agreed.isEmpty()) {
            return Optional.empty();
        }
        ScopeCatalog rules = agreed.catalog();
        return book.agreeForPerson(new Agreement(
                request.person(),
                request.clientId(),
                Optional.of(request.organization()),
                request.integration().name(),
                agreed,
                agreed,
                rules.knownTexts(request.grantable()),
                Optional.empty()));
    }

    private ConsentReply standing(Consent consent, ScopeSet answer, ScopeSet held) {
        ScopeCatalog rules = held.catalog();
        ScopeSet opened = Asking.grown(rules, consent, held).opened().intersection(rules.concrete(answer));
        return ConsentReply.standing(consent, told.of(consent.revision()), answer.wireNames(), opened.wireNames());
    }

    /** The page as the person of the request would see it, without a way to answer. */
    ConsentReply preview(ConsentRequest request) {
        Challenge challenge = challenge(request, Asking.of(catalog.get(), request, Optional.empty()));
        return page(challenge, "preview", seal.sealPreview(challenge));
    }

    private Challenge challenge(ConsentRequest request, Asking asking) {
        ScopeCatalog rules = asking.fresh().catalog();
        return new Challenge(
                UUID.randomUUID(),
                request.reference(),
                request.person(),
                request.organization(),
                request.clientId(),
                request.integration().name(),
                request.integration().description(),
                request.integration().logoUri(),
                request.integration().homeUri(),
                request.integration().policyUri(),
                request.integration().tosUri(),
                request.integration().publisher(),
                request.redirectUri(),
                request.uiLocales(),
                asking.fresh().wireNames(),
                asking.carried().wireNames(),
                rules.concrete(asking.fresh().union(asking.carried()).union(rules.allAggregates()))
                        .minus(rules.knownTexts(request.grantable()))
                        .wireNames(),
                request.beyondReach(),
                rules.version(),
                request.returnUri(),
                TraceParent.current().orElse(null),
                clock.instant().plus(settings.challengeLifetime()));
    }

    private ConsentReply page(Challenge challenge, String parameter, String sealed) {
        URI page = UriBuilder.fromUri(settings.publicUrl())
                .path("/consent")
                .queryParam(parameter, sealed)
                .build();
        return ConsentReply.pending(
                challenge.id(), page, settings.challengeLifetime().toSeconds());
    }

    /** What was answered, if anything was. */
    Optional<Answer> outcome(UUID requestId) {
        return jdbi.withHandle(handle -> answers.find(handle, requestId));
    }

    /** Whether the person answered already: by a double click, in another tab, or before they went back. */
    public boolean isAnswered(Challenge challenge) {
        return outcome(challenge.id()).isPresent();
    }

    /**
     * The person accepts. What must not be left out is accepted as a whole, of the rest those that were left ticked. A request
     * of which nothing was accepted is declined, unless it carries on what was agreed to before. Only the first answer to a challenge counts.
     *
     * @param ticked names as the form sent them; what was not asked for is passed over
     * @param administrators whether they are to be asked for what the person cannot grant
     * @param shown the words of the page
     */
    public void accept(
            Challenge challenge, Collection<String> ticked, AdministratorsAsked administrators, Wording shown) {
        ScopeCatalog rules = catalog.get();
        ScopeSet asked = challenge.asked(rules);
        ScopeSet agreed = asked.minus(challenge.optional(rules)).union(asked.intersection(rules.knownTexts(ticked)));
        once(challenge, tx -> {
            // It may have been taken back in another tab since the page was shown.
            boolean stands = book.lock(tx, challenge.person(), challenge.clientId())
                    .filter(Consent::isGranted)
                    .isPresent();
            if (administrators.asked()) ask(tx, challenge, administrators);
            boolean carriesOn = stands && !challenge.before(rules).isEmpty();
            if (agreed.isEmpty() && !carriesOn) return declined(tx, challenge, shown);
            Consent consent = book.agree(
                    tx,
                    new Agreement(
                            challenge.person(),
                            challenge.clientId(),
                            challenge.organizationAlias(),
                            challenge.integrationName(),
                            asked,
                            agreed,
                            challenge.held(rules),
                            Optional.of(shown)));
            return granted(challenge, consent, agreed);
        });
    }

    private void ask(Handle tx, Challenge challenge, AdministratorsAsked administrators) {
        if (challenge.approvable().isEmpty()) return;
        challenge
                .organizationAlias()
                .ifPresent(organization -> approvals.ask(
                        tx,
                        new ApprovalAsked(
                                organization,
                                challenge.person(),
                                challenge.clientId(),
                                challenge.integrationName(),
                                challenge.approvable(),
                                administrators.personName(),
                                administrators.justification())));
    }

    /** What was agreed to now, and what of before still stands. */
    private Answer granted(Challenge challenge, Consent consent, ScopeSet agreed) {
        ScopeCatalog rules = agreed.catalog();
        ScopeSet standing = rules.expand(rules.knownTexts(consent.scopes()));
        ScopeSet scopes = rules.normalize(agreed.union(challenge.before(rules).intersection(standing)));
        ScopeSet opened =
                Asking.grown(rules, consent, challenge.held(rules)).opened().intersection(rules.concrete(scopes));
        return answer(challenge, consent, true, scopes.wireNames(), opened.wireNames());
    }

    /** The person declines. Only the first answer to a challenge counts. */
    public void decline(Challenge challenge, Wording shown) {
        once(challenge, tx -> declined(tx, challenge, shown));
    }

    private Answer declined(Handle tx, Challenge challenge, Wording shown) {
        Consent consent = book.decline(
                tx, challenge.person(), challenge.clientId(), challenge.integrationName(), Optional.of(shown));
        return answer(challenge, consent, false, List.of(), List.of());
    }

    /** Takes down an answer. */
    @FunctionalInterface
    private interface Answering {
        Answer answer(Handle tx);
    }

    private void once(Challenge challenge, Answering answering) {
        traces.step(
                "consent answer", challenge.trace(), () -> jdbi.inTransaction(tx -> take(tx, challenge, answering)));
    }

    /** Whether this was the first. */
    private boolean take(Handle tx, Challenge challenge, Answering answering) {
        answers.lock(tx, challenge.id());
        if (answers.find(tx, challenge.id()).isPresent()) return false;
        Answer answer = answering.answer(tx);
        answers.insert(tx, answer);
        metrics.counter("sparkall.consent.answers", "status", answer.granted() ? "granted" : "declined")
                .increment();
        return true;
    }

    private Answer answer(
            Challenge challenge, Consent consent, boolean granted, List<String> scopes, List<String> opened) {
        return new Answer(
                challenge.id(),
                challenge.reference(),
                challenge.person(),
                challenge.clientId(),
                granted,
                consent.id(),
                told.of(consent.revision()),
                consent.catalogVersion(),
                scopes,
                opened);
    }
}
