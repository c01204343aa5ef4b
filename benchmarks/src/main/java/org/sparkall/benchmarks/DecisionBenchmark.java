package org.sparkall.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sparkall.client.TokenRules;
import org.sparkall.client.TokenScopes;
import org.sparkall.scope.AccessReason;
import org.sparkall.scope.AccessRules;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.Feature;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/** One decision in process: the rules R1, R2 and R5 over a standing grant of spark:all and an admin scope. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecisionBenchmark {

    private static final ScopeName ALL = new ScopeName("spark:all");

    /** Scopes in the catalog: a small one, about the shipped one, and the largest that is foreseen. */
    @Param({"10", "110", "1000"})
    int scopes;

    private AccessRules rules;
    private TokenRules library;
    private TokenScopes token;
    private ScopeSet granted;
    private Growth growth;
    /** Texts as they come from a request: equal to the catalog's, but not the same objects. */
    private String covered;

    private String addOn;
    private String refused;
    private String unknown;

    /** Made by {@link #prepare}, like everything else. */
    @SuppressWarnings("NullAway.Init")
    public DecisionBenchmark() {}

    @Setup
    public void prepare() {
        List<org.sparkall.scope.Scope> all = new ArrayList<>();
        for (int i = 0; i < scopes; i++) {
            ScopeKind kind = i % 5 == 0 ? ScopeKind.ADMIN : ScopeKind.USER;
            all.add(new org.sparkall.scope.Scope(
                    name(kind, i), kind, "group " + i % 9, "Title", "Description.", false, 1, Optional.empty()));
        }
        ScopeCatalog catalog = new ScopeCatalog(
                1,
                all,
                List.of(new AggregateScope(ALL, Coverage.ofKind(ScopeKind.USER), "All", "Everything.")),
                List.of(new Feature("calling", List.of(ALL), "Calling", "Calls.")));
        rules = new AccessRules(catalog);
        granted = catalog.setOf(List.of(ALL, name(ScopeKind.ADMIN, 0)));
        growth = new GrantRules(catalog).growth(granted, catalog.concrete(granted), true);
        library = new TokenRules(catalog);
        token = library.read(
                Stream.concat(granted.wireNames().stream(), growth.opened().wireNames().stream())
                        .toList(),
                List.of());
        covered = text(name(ScopeKind.USER, scopes - 1));
        addOn = text(name(ScopeKind.ADMIN, 0));
        refused = text(name(ScopeKind.ADMIN, 5));
        unknown = "spark:nothing_of_the_kind";
    }

    private static ScopeName name(ScopeKind kind, int i) {
        return new ScopeName((kind == ScopeKind.ADMIN ? "spark-admin:" : "spark:") + "things_" + i + "_read");
    }

    private static String text(ScopeName name) {
        return new StringBuilder(name.value()).toString();
    }

    @Benchmark
    public AccessReason coveredByTheAggregate() {
        return decide(covered);
    }

    @Benchmark
    public AccessReason grantedByItsName() {
        return decide(addOn);
    }

    @Benchmark
    public AccessReason adminScopeThatTheAggregateNeverCovers() {
        return decide(refused);
    }

    @Benchmark
    public AccessReason feature() {
        return decide("calling");
    }

    @Benchmark
    public AccessReason unknown() {
        return decide(unknown);
    }

    /** As {@link #coveredByTheAggregate}, in the callers' library. */
    @Benchmark
    public AccessReason coveredByTheAggregateForACaller() {
        return library.decide(covered, token);
    }

    private AccessReason decide(String action) {
        return rules.decide(action, granted, growth.opened(), growth.waiting());
    }
}
