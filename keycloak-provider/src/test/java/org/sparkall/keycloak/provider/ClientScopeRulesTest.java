package org.sparkall.keycloak.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

class ClientScopeRulesTest {

    private static final ScopeCatalog CATALOG = new ScopeCatalog(
            1,
            List.of(scope("read", ScopeKind.USER), scope("write", ScopeKind.USER), scope("admin", ScopeKind.ADMIN)),
            List.of(new AggregateScope(new ScopeName("all"), Coverage.ofKind(ScopeKind.USER), "all", "all")),
            List.of());

    private final ClientScopeRules rules = new ClientScopeRules(CATALOG);

    @Test
    void aRequestForAnAggregateAndWhatItCoversIsRefusedWithTheRedundantScopes() {
        assertThat(rules.judgeRequest(List.of("openid", "all", "read", "admin"), Set.of("basic")))
                .hasValueSatisfying(it ->
                        assertThat(it.message()).endsWith("Redundant: read").contains("all covers"));
    }

    @Test
    void aRequestForAnAggregateAndAnAddOnIsNotRefused() {
        assertThat(rules.judgeRequest(List.of("openid", "all", "admin"), Set.of()))
                .isEmpty();
    }

    @Test
    void aRequestWithoutScopesOfTheCatalogIsNobodysBusiness() {
        assertThat(rules.judgeRequest(List.of("openid", "email"), Set.of("profile")))
                .isEmpty();
    }

    @Test
    void whatAClientHasByDefaultIsJudgedWithWhatItRequests() {
        assertThat(rules.judgeRequest(List.of("all"), Set.of("read"))).isPresent();
        assertThat(rules.judgeRequest(List.of("read"), Set.of("all"))).isPresent();
    }

    @Test
    void anAddOnByDefaultIsRefusedUntilItIsAskedForByName() {
        assertThat(rules.judgeRequest(List.of("read"), Set.of("admin")))
                .hasValueSatisfying(it -> assertThat(it.message()).endsWith(": admin"));
        assertThat(rules.judgeRequest(List.of("read", "admin"), Set.of("admin")))
                .isEmpty();
    }

    @Test
    void aClientMayNotRegisterAPartOfAnAggregateBesideIt() {
        assertThat(client(Set.of(), Set.of("all", "read")))
                .hasValueSatisfying(it -> assertThat(it.message()).endsWith("Redundant: read"));
        assertThat(client(Set.of("all"), Set.of("read"))).isPresent();
        assertThat(client(Set.of("read"), Set.of("all"))).isPresent();
        assertThat(client(Set.of("read", "all"), Set.of())).isPresent();
    }

    @Test
    void aClientMayHaveEverythingBesideItsAggregateToAskForLess() {
        assertThat(client(Set.of(), Set.of("all", "read", "write", "admin"))).isEmpty();
        assertThat(client(Set.of(), Set.of("all"))).isEmpty();
        assertThat(rules.missingForLess(Set.of("all", "read"))).containsExactly("write");
        assertThat(rules.missingForLess(Set.of("read"))).isEmpty();
    }

    @Test
    void everythingBesideAnAggregateIsRefusedWhenItComesByDefault() {
        assertThat(client(Set.of("all"), Set.of("read", "write"))).isPresent();
        assertThat(client(Set.of("read", "write"), Set.of("all"))).isPresent();
        assertThat(client(Set.of("read"), Set.of("all", "write"))).isPresent();
    }

    @Test
    void aClientMayNotRegisterAnAddOnByDefault() {
        assertThat(client(Set.of("admin"), Set.of("all"))).isPresent();
        assertThat(client(Set.of(), Set.of("admin"))).isEmpty();
    }

    @Test
    void whatAClientHasAlreadyIsNotHeldAgainstItsUpdate() {
        assertThat(rules.judgeClient(Set.of(), Set.of("all", "read"), Set.of("all", "read")))
                .isEmpty();
        assertThat(rules.judgeClient(Set.of(), Set.of("all", "read"), Set.of("all")))
                .isPresent();
    }

    private Optional<Refusal> client(Set<String> defaults, Set<String> optional) {
        return rules.judgeClient(defaults, optional, Stream.<String>empty().toList());
    }

    private static Scope scope(String name, ScopeKind kind) {
        return new Scope(new ScopeName(name), kind, "group", name, name, false, 1, Optional.empty());
    }
}
