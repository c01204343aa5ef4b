package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.sparkall.events.ReadModelFreshness;
import org.sparkall.policy.catalog.CatalogEffect;
import org.sparkall.policy.catalog.CatalogUse;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/** What a change of the catalog would do to the consents and integrations that decisions are made of. Goes through all of them. */
@ApplicationScoped
class StandingUse implements CatalogUse {

    private final Consents consents;
    private final Integrations integrations;
    private final ReadModelFreshness freshness;
    private final DecisionSettings settings;

    StandingUse(Consents consents, Integrations integrations, ReadModelFreshness freshness, DecisionSettings settings) {
        this.consents = consents;
        this.integrations = integrations;
        this.freshness = freshness;
        this.settings = settings;
    }

    @Override
    public CatalogEffect of(ScopeCatalog before, ScopeCatalog after) {
        // Nobody seems to lose anything to whoever has heard of nobody.
        boolean known = freshness.stalenessNanos() <= settings.maxStaleness().toNanos();
        if (!known && takesAway(before, after)) throw new UseUnknownException();
        Tally tally = new Tally(before, after);
        consents.standing().forEach(tally::add);
        SortedSet<String> registered = new TreeSet<>();
        long affected = integrations
                .enabled()
                .filter(it -> {
                    Collection<String> removed = removed(before, after, it.scopes());
                    registered.addAll(removed);
                    return !removed.isEmpty();
                })
                .count();
        return new CatalogEffect(
                tally.standing, tally.gain, tally.wait, tally.lose, tally.lost, Math.toIntExact(affected), registered);
    }

    private static boolean takesAway(ScopeCatalog before, ScopeCatalog after) {
        return before.scopes().stream().anyMatch(it -> !after.knows(it.name()))
                || before.aggregates().stream()
                        .anyMatch(it -> !content(it, after).containsAll(content(it, before)));
    }

    private static Set<String> content(AggregateScope aggregate, ScopeCatalog catalog) {
        ScopeSet itself = catalog.known(List.of(aggregate.name()));
        return Set.copyOf(itself.union(catalog.expand(itself)).wireNames());
    }

    private static Collection<String> removed(ScopeCatalog before, ScopeCatalog after, Collection<String> names) {
        return names.stream()
                .filter(it -> ScopeName.isScopeToken(it) && before.knows(new ScopeName(it)))
                .filter(it -> !after.knows(new ScopeName(it)))
                .toList();
    }

    /** Counts consents by what happens to them. */
    private static final class Tally {

        /** What happens to all that hold the same, which share one of these. */
        private record Change(boolean gains, boolean waits, boolean loses) {}

        private final IdentityHashMap<ConsentTerms, Change> changes = new IdentityHashMap<>();
        private final ScopeCatalog before;
        private final ScopeCatalog after;
        private final SortedSet<String> lost = new TreeSet<>();
        private int standing;
        private int gain;
        private int wait;
        private int lose;

        Tally(ScopeCatalog before, ScopeCatalog after) {
            this.before = before;
            this.after = after;
        }

        void add(StandingConsent consent) {
            standing++;
            Change change = changes.computeIfAbsent(consent.terms(), this::change);
            if (change.gains) gain++;
            if (change.waits) wait++;
            if (change.loses) lose++;
        }

        private Change change(ConsentTerms terms) {
            ConsentTerms.Names old = terms.names(before);
            ConsentTerms.Names present = terms.names(after);
            // What became sensitive meanwhile is not lost: it waits.
            Collection<String> missing = old.opened().stream()
                    .filter(it ->
                            !present.opened().contains(it) && !present.waiting().contains(it))
                    .toList();
            lost.addAll(missing);
            return new Change(
                    present.opened().stream().anyMatch(it -> !old.opened().contains(it)),
                    present.waiting().stream().anyMatch(it -> !old.waiting().contains(it)),
                    !missing.isEmpty());
        }
    }
}
