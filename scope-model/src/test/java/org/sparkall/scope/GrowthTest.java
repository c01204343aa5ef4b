package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkall.scope.GrantRules.Growth;

/** What a standing grant of spark:all becomes when the catalog has grown. */
class GrowthTest {

    private static final ScopeName ORDINARY = new ScopeName("spark:polls_read");
    private static final ScopeName SENSITIVE = new ScopeName("spark:location_read");
    private static final ScopeName NEW_ADMIN = new ScopeName("spark-admin:polls_write");

    private final ScopeCatalog grown = new ScopeCatalog(
            2,
            List.of(
                    Samples.scope(Samples.READ, ScopeKind.USER),
                    Samples.scope(Samples.WRITE, ScopeKind.USER),
                    Samples.scope(Samples.ADMIN, ScopeKind.ADMIN),
                    Samples.scope(ORDINARY, ScopeKind.USER),
                    Samples.scope(SENSITIVE, ScopeKind.USER, "Group", true),
                    Samples.scope(NEW_ADMIN, ScopeKind.ADMIN)),
            List.of(Samples.AGGREGATE),
            List.of(Samples.CALLING));
    private final GrantRules rules = new GrantRules(grown);
    private final ScopeSet everything = grown.setOf(List.of(Samples.ALL));
    private final ScopeSet before = grown.setOf(List.of(Samples.READ, Samples.WRITE));

    @Test
    void whatIsOrdinaryJoinsAndWhatIsSensitiveWaits() {
        Growth growth = rules.growth(everything, before, true);
        assertThat(growth.opened().names()).containsExactly(Samples.READ, Samples.WRITE, ORDINARY);
        assertThat(growth.waiting().names()).containsExactly(SENSITIVE);
        AccessRules access = new AccessRules(grown);
        assertThat(access.decide(SENSITIVE.value(), everything, growth.opened(), growth.waiting()))
                .isEqualTo(AccessReason.SCOPE_AWAITS_CONSENT);
        assertThat(access.decide(ORDINARY.value(), everything, growth.opened(), growth.waiting()))
                .isEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
    }

    @Test
    void aSensitiveScopeThatWasAgreedToWaitsNoMore() {
        ScopeSet agreed = before.union(grown.setOf(List.of(SENSITIVE)));
        Growth growth = rules.growth(everything, agreed, true);
        assertThat(growth.waiting().isEmpty()).isTrue();
        assertThat(growth.opened().contains(SENSITIVE)).isTrue();
    }

    @Test
    void nothingJoinsForWhoHeldOnlyAPart() {
        ScopeSet part = grown.setOf(List.of(Samples.READ));
        Growth growth = rules.growth(everything, part, false);
        assertThat(growth.opened()).isEqualTo(part);
        assertThat(growth.waiting().isEmpty()).isTrue();
        assertThat(rules.isComplete(everything, part)).isFalse();
        assertThat(rules.isComplete(everything, grown.ofKind(ScopeKind.USER))).isTrue();
        assertThat(rules.isComplete(part, grown.none())).isTrue();
    }

    @Test
    void aGrantWithoutAnAggregateNeverGrows() {
        ScopeSet single = grown.setOf(List.of(Samples.READ, Samples.ADMIN));
        Growth growth = rules.growth(single, single, true);
        assertThat(growth.opened()).isEqualTo(single);
        assertThat(growth.waiting().isEmpty()).isTrue();
    }

    @Test
    void whatLeftTheAggregateIsOpenNoMore() {
        ScopeCatalog smaller = new ScopeCatalog(
                3,
                List.of(Samples.scope(Samples.READ, ScopeKind.USER), Samples.scope(Samples.WRITE, ScopeKind.USER)),
                List.of(new AggregateScope(
                        Samples.ALL, new Coverage(Set.of(), Set.of(), Set.of(Samples.READ)), "t", "d")),
                List.of());
        Growth growth = new GrantRules(smaller)
                .growth(smaller.setOf(List.of(Samples.ALL)), smaller.setOf(List.of(Samples.READ, Samples.WRITE)), true);
        assertThat(growth.opened().names()).containsExactly(Samples.READ);
    }
}
