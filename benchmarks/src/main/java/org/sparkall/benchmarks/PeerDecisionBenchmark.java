package org.sparkall.benchmarks;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sparkall.scope.AccessReason;
import org.sparkall.scope.AccessRules;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.GrantRules;
import org.sparkall.scope.GrantRules.Growth;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;
import org.sparkall.scope.ScopeSet;

/**
 * The same question of the same policy: may who was granted {@code spark:all} and one admin scope read messages, and may they read the
 * audit. Cedar keeps the one policy, parsed, and is told of all scopes only the one that is asked for.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PeerDecisionBenchmark {

    private static final String ALL = "spark:all";
    private static final String READ = "spark:messages_read";
    private static final String GRANTED = "spark-admin:people_read";
    private static final String AUDIT = "spark-admin:audit_read";

    private AccessRules rules;
    private ScopeSet granted;
    private Growth growth;

    private AuthorizationEngine cedar;
    private PolicySet policies;
    private AuthorizationRequest mayRead;
    private AuthorizationRequest mayAudit;
    private Entities ofRead;
    private Entities ofAudit;

    /** Made by {@link #prepare}, like everything else. */
    @SuppressWarnings("NullAway.Init")
    public PeerDecisionBenchmark() {}

    @Setup
    public void prepare() throws InternalException, CacheException {
        ScopeCatalog catalog = new ScopeCatalog(
                1,
                List.of(scope(READ, ScopeKind.USER), scope(GRANTED, ScopeKind.ADMIN), scope(AUDIT, ScopeKind.ADMIN)),
                List.of(new AggregateScope(new ScopeName(ALL), Coverage.ofKind(ScopeKind.USER), "All", "Everything.")),
                List.of());
        rules = new AccessRules(catalog);
        granted = catalog.setOf(List.of(new ScopeName(ALL), new ScopeName(GRANTED)));
        growth = new GrantRules(catalog).growth(granted, catalog.concrete(granted), true);

        cedar = new BasicAuthorizationEngine();
        policies = PolicySet.parsePolicies("permit(principal, action, resource) when { action in context.granted };");
        policies.cache();
        EntityUID all = action(ALL);
        ofRead = new Entities(Set.of(new Entity(action(READ), Set.of(all)), new Entity(all)));
        ofAudit = new Entities(Set.of(new Entity(action(AUDIT)), new Entity(all)));
        mayRead = request(READ);
        mayAudit = request(AUDIT);
        if (cedarMayNot(mayRead, ofRead) || !cedarMayNot(mayAudit, ofAudit))
            throw new IllegalStateException("Cedar answers differently");
    }

    private boolean cedarMayNot(AuthorizationRequest request, Entities entities) {
        try {
            return !allows(request, entities);
        } catch (AuthException e) {
            throw new IllegalStateException(e);
        }
    }

    private static org.sparkall.scope.Scope scope(String name, ScopeKind kind) {
        return new org.sparkall.scope.Scope(
                new ScopeName(name), kind, "group", "Title", "Description.", false, 1, Optional.empty());
    }

    private static EntityUID action(String name) {
        return uid("Action", name);
    }

    private static EntityUID uid(String type, String name) {
        return EntityUID.parse(type + "::\"" + name + "\"").orElseThrow();
    }

    private static AuthorizationRequest request(String action) {
        return new AuthorizationRequest(
                uid("User", "alice"),
                action(action),
                uid("Account", "alice"),
                new Context(Map.of("granted", new CedarList(List.<Value>of(action(ALL), action(GRANTED))))));
    }

    private boolean allows(AuthorizationRequest request, Entities entities) throws AuthException {
        return cedar.isAuthorized(request, policies, entities)
                .success
                .orElseThrow()
                .isAllowed();
    }

    @Benchmark
    public AccessReason allowedBySparkAll() {
        return rules.decide(READ, granted, growth.opened(), growth.waiting());
    }

    @Benchmark
    public AccessReason deniedBySparkAll() {
        return rules.decide(AUDIT, granted, growth.opened(), growth.waiting());
    }

    @Benchmark
    public boolean allowedByCedar() throws AuthException {
        return allows(mayRead, ofRead);
    }

    @Benchmark
    public boolean deniedByCedar() throws AuthException {
        return allows(mayAudit, ofAudit);
    }
}
