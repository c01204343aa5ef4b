package org.sparkall.scope;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Catalogs and sets to test with. */
final class Samples {

    static final ScopeName ALL = new ScopeName("spark:all");
    static final ScopeName READ = new ScopeName("spark:messages_read");
    static final ScopeName WRITE = new ScopeName("spark:messages_write");
    static final ScopeName ADMIN = new ScopeName("spark-admin:people_read");
    static final ScopeName COMPLIANCE = new ScopeName("spark-compliance:events_read");
    static final AggregateScope AGGREGATE =
            new AggregateScope(ALL, Coverage.ofKind(ScopeKind.USER), "Full access", "Everything.");
    static final ScopeName SOME = new ScopeName("some:all");
    static final Feature CALLING = new Feature("calling", List.of(ALL), "Calling", "Calls.");

    private Samples() {}

    /** Two user scopes, an admin and a compliance scope, the aggregate and the feature. */
    static ScopeCatalog small() {
        return new ScopeCatalog(
                1,
                List.of(
                        scope(READ, ScopeKind.USER),
                        scope(WRITE, ScopeKind.USER),
                        scope(ADMIN, ScopeKind.ADMIN),
                        scope(COMPLIANCE, ScopeKind.COMPLIANCE)),
                List.of(AGGREGATE),
                List.of(CALLING));
    }

    static Scope scope(ScopeName name, ScopeKind kind) {
        return scope(name, kind, "Group", false);
    }

    static Scope scope(ScopeName name, ScopeKind kind, String group, boolean sensitive) {
        return new Scope(name, kind, group, "Title", "Description.", sensitive, 1, Optional.empty());
    }

    /** Catalogs of one to 150 scopes, more than two words of bits, of every kind. */
    static Arbitrary<ScopeCatalog> catalogs() {
        return Arbitraries.of(ScopeKind.class)
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .map(Samples::catalog);
    }

    /** Of these kinds and a user scope, in three groups, every fifth sensitive; a second aggregate covers a group and a scope. */
    static ScopeCatalog catalog(List<ScopeKind> kinds) {
        List<Scope> scopes = new ArrayList<>();
        ScopeName first = new ScopeName("s:first");
        scopes.add(scope(first, ScopeKind.USER, "g1", false));
        for (int i = 0; i < kinds.size(); i++) {
            scopes.add(scope(new ScopeName("s:" + i), kinds.get(i), "g" + i % 3, i % 5 == 0));
        }
        return new ScopeCatalog(1, scopes, aggregates(first), List.of(CALLING));
    }

    static List<AggregateScope> aggregates(ScopeName listed) {
        Coverage some = new Coverage(Set.of(), Set.of("g0"), Set.of(listed));
        return List.of(AGGREGATE, new AggregateScope(SOME, some, "Some", "Something."));
    }

    /** Any set of a catalog, aggregates included. */
    static Arbitrary<ScopeSet> sets(ScopeCatalog catalog) {
        List<ScopeName> all = new ArrayList<>();
        catalog.aggregates().forEach(it -> all.add(it.name()));
        catalog.scopes().forEach(it -> all.add(it.name()));
        Arbitrary<Set<ScopeName>> members = Arbitraries.of(all).set();
        return members.map(catalog::setOf);
    }

    /** Two sets of one catalog. */
    record Pair(ScopeSet a, ScopeSet b) {
        ScopeCatalog catalog() {
            return a.catalog();
        }
    }

    static Arbitrary<Pair> pairs() {
        return catalogs()
                .flatMap(catalog ->
                        Combinators.combine(sets(catalog), sets(catalog)).as(Pair::new));
    }
}
