package org.sparkall.scope;

import java.util.ArrayList;
import java.util.List;
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
    static final AggregateScope AGGREGATE = new AggregateScope(ALL, ScopeKind.USER, "Full access", "Everything.");
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
        return new Scope(name, kind, "Group", "Title", "Description.", false, 1);
    }

    /** Catalogs of one to 150 scopes, more than two words of bits, of every kind. */
    static Arbitrary<ScopeCatalog> catalogs() {
        return Arbitraries.of(ScopeKind.class)
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .map(Samples::catalog);
    }

    static ScopeCatalog catalog(List<ScopeKind> kinds) {
        List<Scope> scopes = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) scopes.add(scope(new ScopeName("s:" + i), kinds.get(i)));
        return new ScopeCatalog(1, scopes, List.of(AGGREGATE), List.of(CALLING));
    }

    /** Any set of a catalog, aggregates included. */
    static Arbitrary<ScopeSet> sets(ScopeCatalog catalog) {
        List<ScopeName> all = new ArrayList<>(List.of(ALL));
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
