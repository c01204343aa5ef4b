package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparkall.policy.decision.ContextTokens.Claims;
import org.sparkall.policy.decision.Decisions.Inputs;
import org.sparkall.scope.AccessReason;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Feature;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;

/** Finds what a decision would allow, by asking for each candidate: whatever is found is what an evaluation answers yes to. */
@ApplicationScoped
class Searches {

    private static final String PERSON = "user";
    private static final String ACCOUNT = "account";
    /** How many candidates one page looks at; a page that ends here has fewer results and a token for the rest. */
    private static final int MOST_CANDIDATES = 10_000;

    private final Decisions decisions;
    private final Consents consents;

    Searches(Decisions decisions, Consents consents) {
        this.decisions = decisions;
        this.consents = consents;
    }

    /** The people for whom the integration may do it. */
    Found<Found.Item> subjects(Question question, Function<String, String> nextToken, PagePosition at) {
        RequestInputs shared = decisions.forRequest();
        Iterator<Person> people = question.subjectType().equals(PERSON)
                ? people(question, shared, at.after())
                : Collections.emptyIterator();
        return search(
                people,
                Person::subject,
                Person::agrees,
                it -> question.of(it.subject()),
                it -> new Found.Item(PERSON, it.subject()),
                shared,
                nextToken,
                at);
    }

    /**
     * Somebody for whom the integration may be allowed to do it.
     *
     * @param agrees whether it is worth asking
     */
    private record Person(String subject, boolean agrees) {}

    private Iterator<Person> people(Question question, RequestInputs shared, String after) {
        if (question.token().isPresent()) {
            return shared
                    .verify(question.token().get())
                    .map(Claims::person)
                    .filter(it -> it.compareTo(after) > 0)
                    .map(List::of)
                    // Asked about all the same, so that the answer says why there is nobody.
                    .orElse(after.isEmpty() ? List.of("") : List.of())
                    .stream()
                    .map(it -> new Person(it, true))
                    .iterator();
        }
        return question.clientId()
                .map(it -> consents.after(it, after).stream()
                        .map(consent -> new Person(consent.person(), consent.isGranted()))
                        .iterator())
                .orElse(Collections.emptyIterator());
    }

    /** Whether the person's account is among the resources: the integration acts on no other one in their name. */
    Found<Found.Item> resources(Question question, String type, Function<String, String> nextToken, PagePosition at) {
        RequestInputs shared = decisions.forRequest();
        String person =
                question.token().flatMap(shared::verify).map(Claims::person).orElse(question.person());
        List<String> accounts = type.equals(ACCOUNT) && at.after().isEmpty() ? List.of(person) : List.of();
        return search(
                accounts.iterator(),
                it -> it,
                it -> true,
                it -> question,
                it -> new Found.Item(ACCOUNT, it),
                shared,
                nextToken,
                at);
    }

    /** The scopes, aggregates and features that the integration may use for the person, in catalog order. */
    Found<Found.ActionItem> actions(Question question, Function<String, String> nextToken, PagePosition at) {
        record Candidate(int index, String name) {}
        RequestInputs shared = decisions.forRequest();
        List<String> names = names(shared.inputs().catalog());
        int from = index(at.after()) + 1;
        List<Candidate> rest = new ArrayList<>();
        for (int i = from; i < names.size(); i++) rest.add(new Candidate(i, names.get(i)));
        return search(
                rest.iterator(),
                it -> Integer.toString(it.index()),
                it -> true,
                it -> question.about(it.name()),
                it -> new Found.ActionItem(it.name()),
                shared,
                nextToken,
                at);
    }

    private static int index(String after) {
        if (after.isEmpty()) return -1;
        try {
            return Math.max(-1, Integer.parseInt(after));
        } catch (NumberFormatException e) {
            throw BadRequests.because("page.token is not one of this search.");
        }
    }

    private static List<String> names(ScopeCatalog catalog) {
        return Stream.of(
                        catalog.aggregates().stream().map(AggregateScope::name).map(Object::toString),
                        catalog.scopes().stream().map(Scope::name).map(Object::toString),
                        catalog.features().stream().map(Feature::name))
                .flatMap(it -> it)
                .toList();
    }

    private <C, T> Found<T> search(
            Iterator<C> candidates,
            Function<C, String> position,
            Predicate<C> worthAsking,
            Function<C, Question> question,
            Function<C, T> result,
            RequestInputs shared,
            Function<String, String> nextToken,
            PagePosition at) {
        List<T> results = new ArrayList<>();
        Optional<AccessReason> refusal = Optional.empty();
        String last = at.after();
        for (int looked = 0;
                candidates.hasNext() && results.size() < at.limit() && looked < MOST_CANDIDATES;
                looked++) {
            C candidate = candidates.next();
            last = position.apply(candidate);
            if (!worthAsking.test(candidate)) continue;
            Answer answer = decisions.decide(question.apply(candidate), shared, Trace.off());
            if (answer.allows()) {
                results.add(result.apply(candidate));
            } else {
                refusal = Optional.of(answer.reason());
            }
        }
        String next = candidates.hasNext() ? nextToken.apply(last) : "";
        Inputs inputs = shared.inputs();
        return new Found<>(
                new Found.Page(next, results.size()),
                new Found.Context(
                        results.isEmpty() ? ofAll(refusal) : null,
                        inputs.catalog().version(),
                        Decision.stalenessSeconds(inputs.stalenessNanos())),
                results);
    }

    /** The word for a refusal that has nothing to do with the single action. */
    private static @Nullable String ofAll(Optional<AccessReason> refusal) {
        return refusal.filter(it -> switch (it) {
                    case NO_CONSENT, CONSENT_WITHDRAWN, INTEGRATION_DISABLED, TOKEN_INVALID, INPUTS_STALE -> true;
                    default -> false;
                })
                .map(AccessReason::wireName)
                .orElse(null);
    }
}
