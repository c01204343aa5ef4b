package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeCatalogTest {

    private final ScopeCatalog catalog = Samples.small();

    @Test
    void knowsItsParts() {
        assertThat(catalog.version()).isEqualTo(1);
        assertThat(catalog.scopes()).hasSize(4);
        assertThat(catalog.aggregates()).containsExactly(Samples.AGGREGATE);
        assertThat(catalog.features()).containsExactly(Samples.CALLING);
        assertThat(catalog.scope(Samples.READ))
                .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo(Samples.READ));
        assertThat(catalog.scope(Samples.COMPLIANCE)).isPresent();
        assertThat(catalog.scope(Samples.ALL)).isEmpty();
        assertThat(catalog.scope(new ScopeName("x"))).isEmpty();
        assertThat(catalog.aggregate(Samples.ALL)).contains(Samples.AGGREGATE);
        assertThat(catalog.aggregate(Samples.READ)).isEmpty();
        assertThat(catalog.aggregate(new ScopeName("x"))).isEmpty();
        assertThat(catalog.feature("calling")).contains(Samples.CALLING);
        assertThat(catalog.feature("fax")).isEmpty();
        assertThat(catalog.knows(Samples.ALL)).isTrue();
        assertThat(catalog.knows(new ScopeName("x"))).isFalse();
        assertThat(catalog.none().isEmpty()).isTrue();
    }

    @Test
    void refusesWhatIsNoCatalog() {
        Scope read = Samples.scope(Samples.READ, ScopeKind.USER);
        assertRefused(0, List.of(read), List.of(), List.of());
        assertRefused(1, List.of(), List.of(), List.of());
        assertRefused(1, List.of(read, read), List.of(), List.of());
        assertRefused(
                1,
                List.of(read),
                List.of(new AggregateScope(Samples.READ, Coverage.ofKind(ScopeKind.USER), "t", "d")),
                List.of());
        assertRefused(1, List.of(read), List.of(), List.of(Samples.CALLING));
        assertRefused(1, List.of(read), List.of(Samples.AGGREGATE), List.of(Samples.CALLING, Samples.CALLING));
        assertRefused(
                1,
                List.of(read),
                List.of(),
                List.of(new Feature("spark:messages_read", List.of(Samples.READ), "t", "d")));
        Scope later = new Scope(Samples.READ, ScopeKind.USER, "g", "t", "d", false, 2, Optional.empty());
        assertRefused(1, List.of(later), List.of(), List.of());
        assertThat(new ScopeCatalog(2, List.of(later), List.of(), List.of()).version())
                .isEqualTo(2);
    }

    private static void assertRefused(
            int version, List<Scope> scopes, List<AggregateScope> aggregates, List<Feature> features) {
        assertThatThrownBy(() -> new ScopeCatalog(version, scopes, aggregates, features))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void passesOverOrRefusesUnknownNames() {
        assertThat(catalog.knownTexts(List.of("spark:messages_read", "x", "not a scope"))
                        .wireNames())
                .containsExactly("spark:messages_read");
        assertThatThrownBy(() -> catalog.setOf(List.of(new ScopeName("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesSetsInCatalogOrderAggregatesFirst() {
        ScopeSet set = catalog.setOf(List.of(Samples.ADMIN, Samples.READ, Samples.ALL));
        assertThat(set.toScopeParameter()).isEqualTo("spark:all spark:messages_read spark-admin:people_read");
        assertThat(set).hasToString(set.toScopeParameter());
        assertThat(set.catalog()).isSameAs(catalog);
        assertThat(set.contains(new ScopeName("x"))).isFalse();
        assertThat(set.containsIndex(64)).isFalse();
        assertThat(set.containsIndex(-64)).isFalse();
    }

    @Test
    void setsOfTwoCatalogsDoNotMix() {
        ScopeSet a = catalog.none();
        ScopeSet b = Samples.small().none();
        assertThat(a).isNotEqualTo(b).isNotEqualTo("something else");
        assertThatThrownBy(() -> a.union(b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.intersection(b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.minus(b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.containsAll(b)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.intersects(b)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsRefuseToBeWrong() {
        assertThatThrownBy(() -> Coverage.ofKind(ScopeKind.ADMIN)).hasMessageContaining("user scopes only");
        assertThatThrownBy(() -> new AggregateScope(Samples.ALL, Coverage.ofKind(ScopeKind.USER), " ", "d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AggregateScope(Samples.ALL, Coverage.ofKind(ScopeKind.USER), "t", " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Feature(" ", List.of(Samples.ALL), "t", "d"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Feature("f", List.of(), "t", "d")).isInstanceOf(IllegalArgumentException.class);
        assertScopeRefused(" ", "t", "d", 1);
        assertScopeRefused("g", " ", "d", 1);
        assertScopeRefused("g", "t", " ", 1);
        assertScopeRefused("g", "t", "d", 0);
    }

    private static void assertScopeRefused(String group, String title, String description, int since) {
        assertThatThrownBy(() -> new Scope(
                        Samples.READ, ScopeKind.USER, group, title, description, false, since, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark:all", "!", "~", "#[]", "a"})
    void aScopeTokenIsAName(String text) {
        assertThat(new ScopeName(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\"", "\\", "a\u007f", "ä", "\n"})
    void anythingElseIsNone(String text) {
        assertThat(ScopeName.isScopeToken(text)).isFalse();
        assertThatThrownBy(() -> new ScopeName(text)).isInstanceOf(InvalidScopeNameException.class);
    }

    @Test
    void namesHaveALimitAndAnOrder() {
        assertThat(ScopeName.isScopeToken("a".repeat(ScopeName.MAX_LENGTH))).isTrue();
        assertThat(ScopeName.isScopeToken("a".repeat(ScopeName.MAX_LENGTH + 1))).isFalse();
        assertThat(new ScopeName("a")).isLessThan(new ScopeName("b"));
        assertThat(ScopeKind.ofWireName("admin")).isEqualTo(ScopeKind.ADMIN);
        assertThat(ScopeKind.COMPLIANCE.wireName()).isEqualTo("compliance");
        assertThatThrownBy(() -> ScopeKind.ofWireName("x")).isInstanceOf(IllegalArgumentException.class);
    }
}
