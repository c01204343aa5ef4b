package org.sparkall.policy.catalog;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.policy.catalog.Refusal.Rule;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

/**
 * Judges a change of the catalog: names keep their meaning, every catalog is one that the rules R1 and R2 hold in, and nobody loses what
 * was not announced.
 */
final class ChangeRules {

    /** More than anybody needs, and few enough for a page, a token and a request between the services. */
    static final int MOST_SCOPES = 2000;
    /** It is one event, and Kafka takes none above 1 MiB: those behind it would wait for ever. */
    private static final int MOST_BYTES = 768 * 1024;

    private final CatalogDocument present;
    private final Instant now;
    private final Duration deprecationPeriod;

    /** @param deprecationPeriod how long before its removal a scope that is in use must be deprecated */
    ChangeRules(CatalogDocument present, Instant now, Duration deprecationPeriod) {
        this.present = present;
        this.now = now;
        this.deprecationPeriod = deprecationPeriod;
    }

    /** What the rules say of a change. */
    sealed interface Verdict {

        /** It may be published. */
        record Accepted(CatalogDocument document, CatalogEffect effect) implements Verdict {}

        /** It breaks these rules. */
        record Refused(List<Refusal> refusals) implements Verdict {}
    }

    /** Judges changes that are made together, in their order. */
    Verdict judge(List<CatalogChange> changes, CatalogUse use) {
        CatalogDraft draft = new CatalogDraft(present, now);
        changes.forEach(draft::make);
        if (!draft.refusals().isEmpty()) return new Verdict.Refused(draft.refusals());
        CatalogDocument next = draft.document();
        if (next.scopes().size() > MOST_SCOPES) {
            return refused(Rule.CATALOG_FULL, List.of(), "A catalog holds at most " + MOST_SCOPES + " scopes.");
        }
        if (next.toJson().getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return refused(Rule.CATALOG_FULL, List.of(), "A catalog has at most 768 KiB with its translations.");
        }
        ScopeCatalog before = present.toCatalog();
        ScopeCatalog after;
        try {
            after = next.toCatalog();
        } catch (IllegalArgumentException e) {
            return refused(Rule.NO_CATALOG, List.of(), String.valueOf(e.getMessage()));
        }
        CatalogEffect effect = use.of(before, after);
        List<Refusal> refusals = harm(before, after, effect);
        return refusals.isEmpty() ? new Verdict.Accepted(next, effect) : new Verdict.Refused(refusals);
    }

    private List<Refusal> harm(ScopeCatalog before, ScopeCatalog after, CatalogEffect effect) {
        List<Refusal> refusals = new ArrayList<>();
        for (AggregateScope aggregate : before.aggregates()) {
            boolean covered = aggregate.covers().kinds().contains(ScopeKind.USER);
            boolean covers = after.aggregate(aggregate.name())
                    .filter(it -> it.covers().kinds().contains(ScopeKind.USER))
                    .isPresent();
            if (covered && !covers) {
                refusals.add(new Refusal(
                        Rule.COVERS_EVERY_USER_SCOPE,
                        List.of(aggregate.name().value()),
                        "What covers every user scope goes on doing so."));
            }
        }
        SortedSet<String> missed = new TreeSet<>(effect.lost());
        missed.addAll(effect.registered());
        List<String> aggregates = missed.stream()
                .filter(it -> before.aggregate(new ScopeName(it)).isPresent())
                .toList();
        if (!aggregates.isEmpty()) {
            refusals.add(new Refusal(
                    Rule.AGGREGATE_IN_USE,
                    aggregates,
                    "An aggregate that is granted or registered cannot be removed."));
        }
        List<String> unannounced = missed.stream()
                .filter(it -> before.scope(new ScopeName(it))
                        .filter(scope -> !isOver(scope))
                        .isPresent())
                .toList();
        if (!unannounced.isEmpty()) {
            refusals.add(new Refusal(
                    Rule.DEPRECATION_REQUIRED,
                    unannounced,
                    "These are in use: they must have been deprecated for " + deprecationPeriod
                            + " before anybody loses them."));
        }
        return refusals;
    }

    private boolean isOver(Scope scope) {
        return scope.deprecatedAt()
                .filter(at -> !now.isBefore(at.plus(deprecationPeriod)))
                .isPresent();
    }

    private static Verdict refused(Rule rule, List<String> names, String message) {
        return new Verdict.Refused(List.of(new Refusal(rule, names, message)));
    }
}
