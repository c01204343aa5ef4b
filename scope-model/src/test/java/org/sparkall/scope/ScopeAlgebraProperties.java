package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sparkall.scope.Samples.Pair;

/** What holds for every catalog and every set. */
class ScopeAlgebraProperties {

    @Provide
    Arbitrary<Pair> pairs() {
        return Samples.pairs();
    }

    @Property
    void setsBehaveLikeSetsOfNames(@ForAll("pairs") Pair pair) {
        Set<ScopeName> a = new HashSet<>(pair.a().names());
        Set<ScopeName> b = new HashSet<>(pair.b().names());
        Set<ScopeName> union = new HashSet<>(a);
        union.addAll(b);
        Set<ScopeName> intersection = new HashSet<>(a);
        intersection.retainAll(b);
        Set<ScopeName> minus = new HashSet<>(a);
        minus.removeAll(b);
        assertThat(pair.a().union(pair.b()).names()).hasSameElementsAs(union);
        assertThat(pair.a().intersection(pair.b()).names()).hasSameElementsAs(intersection);
        assertThat(pair.a().minus(pair.b()).names()).hasSameElementsAs(minus);
        assertThat(pair.a().containsAll(pair.b())).isEqualTo(a.containsAll(b));
        assertThat(pair.a().intersects(pair.b())).isEqualTo(!intersection.isEmpty());
        assertThat(pair.a().isEmpty()).isEqualTo(a.isEmpty());
        assertThat(pair.a().size()).isEqualTo(a.size());
        assertThat(pair.a().equals(pair.b())).isEqualTo(a.equals(b));
        if (a.equals(b)) assertThat(pair.a()).hasSameHashCodeAs(pair.b());
        for (ScopeName name : union) assertThat(pair.a().contains(name)).isEqualTo(a.contains(name));
    }

    @Property
    void expansionIsIdempotentAndMonotone(@ForAll("pairs") Pair pair) {
        ScopeSet expanded = pair.catalog().expand(pair.a());
        assertThat(pair.catalog().expand(expanded)).isEqualTo(expanded);
        assertThat(expanded.containsAll(pair.a())).isTrue();
        assertThat(pair.catalog().expand(pair.a().union(pair.b())).containsAll(expanded))
                .isTrue();
    }

    @Property
    void anAggregateCoversEveryUserScopeAndNoOther(@ForAll("pairs") Pair pair) {
        ScopeCatalog catalog = pair.catalog();
        ScopeSet alone = catalog.setOf(List.of(Samples.ALL));
        assertThat(catalog.concrete(alone)).isEqualTo(catalog.ofKind(ScopeKind.USER));
        ScopeSet added = catalog.expand(pair.a()).minus(pair.a());
        assertThat(added.intersects(catalog.addOns())).isFalse();
        assertThat(catalog.addOns())
                .isEqualTo(catalog.ofKind(ScopeKind.ADMIN).union(catalog.ofKind(ScopeKind.COMPLIANCE)));
        assertThat(added.intersects(catalog.ofKind(ScopeKind.ADMIN))).isFalse();
        assertThat(added.intersects(catalog.ofKind(ScopeKind.COMPLIANCE))).isFalse();
    }

    @Property
    void normalizingChangesTheWordsAndNotTheMeaning(@ForAll("pairs") Pair pair) {
        ScopeCatalog catalog = pair.catalog();
        ScopeSet normal = catalog.normalize(pair.a());
        assertThat(catalog.expand(normal)).isEqualTo(catalog.expand(pair.a()));
        assertThat(catalog.redundant(normal).isEmpty()).isTrue();
        assertThat(catalog.normalize(normal)).isEqualTo(normal);
    }

    @Property
    void aCatalogThatGrowsTakesNothingFromAnExpansion(@ForAll("pairs") Pair pair) {
        List<Scope> more = new ArrayList<>(pair.catalog().scopes());
        more.add(Samples.scope(new ScopeName("s:new"), ScopeKind.USER));
        ScopeCatalog grown = new ScopeCatalog(2, more, pair.catalog().aggregates(), List.of(Samples.CALLING));
        ScopeSet before = pair.catalog().expand(pair.a());
        ScopeSet after = grown.expand(grown.setOf(pair.a().names()));
        assertThat(after.names()).containsAll(before.names());
        assertThat(after.contains(new ScopeName("s:new"))).isEqualTo(pair.a().contains(Samples.ALL));
    }

    @Property
    void nobodyCanGrantWhatTheyDoNotHold(@ForAll("pairs") Pair pair) {
        GrantRules rules = new GrantRules(pair.catalog());
        ScopeSet requested = pair.a();
        ScopeSet held = pair.b();
        ScopeSet grantable = rules.grantable(requested, held);
        assertThat(requested.containsAll(grantable)).isTrue();
        assertThat(held.containsAll(rules.usable(grantable, held))).isTrue();
        ScopeSet single = grantable.minus(pair.catalog().aggregatesIn(grantable));
        assertThat(held.containsAll(single)).isTrue();
    }

    @Property
    void aRequestIsAcceptedExactlyWhenItKeepsTheRules(@ForAll("pairs") Pair pair) {
        ScopeSet registered = pair.a();
        ScopeSet requested = pair.b();
        boolean keepsTheRules = !requested.isEmpty()
                && pair.catalog().redundant(requested).isEmpty()
                && pair.catalog().expand(registered).containsAll(requested);
        SelectionVerdict verdict = new SelectionRules(pair.catalog()).judgeRequest(registered, requested.wireNames());
        assertThat(verdict instanceof SelectionVerdict.Accepted).isEqualTo(keepsTheRules);
        if (verdict instanceof SelectionVerdict.Accepted it)
            assertThat(it.normalized()).isEqualTo(requested);
    }

    @Property
    void accessIsGivenExactlyToWhatIsUsable(@ForAll("pairs") Pair pair) {
        ScopeSet granted = pair.a();
        ScopeSet usable = new GrantRules(pair.catalog()).usable(granted, pair.b());
        AccessRules rules = new AccessRules(pair.catalog());
        for (Scope scope : pair.catalog().scopes()) {
            AccessReason reason = rules.decide(
                    scope.name().value(), granted, usable, pair.catalog().none());
            assertThat(reason.allows()).isEqualTo(usable.contains(scope.name()));
            if (scope.kind() != ScopeKind.USER) assertThat(reason).isNotEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
        }
    }
}
