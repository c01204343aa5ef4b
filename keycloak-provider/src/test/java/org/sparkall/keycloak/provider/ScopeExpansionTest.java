package org.sparkall.keycloak.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkall.scope.AggregateScope;
import org.sparkall.scope.Coverage;
import org.sparkall.scope.Scope;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

class ScopeExpansionTest {

    private static final Set<String> EVERYTHING = Set.of("all", "read", "write", "admin");

    private static final ScopeCatalog CATALOG = new ScopeCatalog(
            1,
            List.of(scope("read", ScopeKind.USER), scope("write", ScopeKind.USER), scope("admin", ScopeKind.ADMIN)),
            List.of(new AggregateScope(new ScopeName("all"), Coverage.ofKind(ScopeKind.USER), "all", "all")),
            List.of());

    @Test
    void anAggregateStandsBeforeWhatItCovers() {
        assertThat(expansion(List.of("openid", "all"), List.of("basic", "all"), EVERYTHING))
                .containsExactly("all", "read", "write");
    }

    @Test
    void whatThePersonDoesNotHoldIsLeftOut() {
        assertThat(expansion(List.of("all"), List.of("all"), Set.of("write"))).containsExactly("all", "write");
        assertThat(expansion(List.of("all", "admin"), List.of("all", "admin"), Set.of("read")))
                .containsExactly("all", "read");
    }

    @Test
    void anAggregateOfWhichThePersonHoldsNothingIsLeftOut() {
        assertThat(expansion(List.of("all"), List.of("all"), Set.of("all", "admin")))
                .isEmpty();
    }

    @Test
    void anAddOnThatWasNamedAndIsHeldStandsLast() {
        assertThat(expansion(List.of("admin", "all"), List.of("admin", "all"), EVERYTHING))
                .containsExactly("all", "read", "write", "admin");
    }

    @Test
    void anAddOnThatIsGivenUnaskedIsLeftOut() {
        assertThat(expansion(List.of("all"), List.of("all", "admin"), EVERYTHING))
                .containsExactly("all", "read", "write");
    }

    @Test
    void whatWasNamedButNotGivenIsLeftOut() {
        assertThat(expansion(List.of("read", "admin"), List.of("read"), EVERYTHING))
                .containsExactly("read");
    }

    private static List<String> expansion(List<String> requested, List<String> given, Set<String> held) {
        return ScopeExpansion.of(CATALOG, requested, given, held).names();
    }

    private static Scope scope(String name, ScopeKind kind) {
        return new Scope(new ScopeName(name), kind, "group", name, name, false, 1, Optional.empty());
    }
}
