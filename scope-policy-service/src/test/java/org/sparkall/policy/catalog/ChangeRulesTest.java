package org.sparkall.policy.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.policy.catalog.CatalogChange.Kind;
import org.sparkall.policy.catalog.CatalogChange.PutAggregate;
import org.sparkall.policy.catalog.CatalogChange.PutFeature;
import org.sparkall.policy.catalog.CatalogChange.PutScope;
import org.sparkall.policy.catalog.CatalogChange.Remove;
import org.sparkall.policy.catalog.ChangeRules.Verdict;
import org.sparkall.policy.catalog.Refusal.Rule;
import org.sparkall.scope.ScopeKind;
import org.sparkall.scope.ScopeName;

class ChangeRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration PERIOD = Duration.ofDays(90);
    private static final CatalogUse NOBODY = (before, after) -> effect(Set.of(), Set.of());

    private final CatalogDocument shipped = CatalogDocument.shipped();

    private static CatalogEffect effect(Set<String> lost, Set<String> registered) {
        return new CatalogEffect(
                1, 0, 0, lost.isEmpty() ? 0 : 1, new TreeSet<>(lost), registered.size(), new TreeSet<>(registered));
    }

    @Test
    void aNewScopeKnowsTheVersionThatBroughtItAndJoinsTheAggregate() {
        CatalogDocument next = accepted(shipped, scope("spark:polls_read", ScopeKind.USER, false));
        assertThat(next.version()).isEqualTo(2);
        assertThat(next.scopes().getLast().since()).isEqualTo(2);
        var catalog = next.toCatalog();
        assertThat(catalog.concrete(catalog.setOf(List.of(new ScopeName("spark:all"))))
                        .contains(new ScopeName("spark:polls_read")))
                .isTrue();
        // Retitling later changes nothing of that.
        CatalogDocument later = accepted(
                next,
                new PutScope(
                        "spark:polls_read", ScopeKind.USER, "polls", "Polls", "Other words.", true, false, Map.of()));
        assertThat(later.scopes().getLast().since()).isEqualTo(2);
        assertThat(later.scopes().getLast().sensitive()).isTrue();
    }

    @Test
    void aNameKeepsItsMeaning() {
        assertRefused(shipped, Rule.KIND_IS_FIXED, scope("spark:messages_read", ScopeKind.ADMIN, false));
        assertRefused(shipped, Rule.NAME_TAKEN, scope("spark:all", ScopeKind.USER, false));
        assertRefused(
                shipped,
                Rule.NAME_TAKEN,
                new PutFeature("spark:messages_read", List.of("spark:all"), "t", "d", Map.of()));
        assertRefused(shipped, Rule.NOT_IN_CATALOG, new Remove(Kind.SCOPE, "spark:nothing"));
        assertRefused(shipped, Rule.NOT_IN_CATALOG, new Remove(Kind.FEATURE, "spark:messages_read"));
        assertRefused(shipped, Rule.PROTOCOL_SCOPE, new Remove(Kind.SCOPE, "openid"));
        CatalogDocument without = accepted(shipped, new Remove(Kind.SCOPE, "spark:xsi"));
        assertThat(without.retired()).containsExactly("spark:xsi");
        assertRefused(without, Rule.NAME_RETIRED, scope("spark:xsi", ScopeKind.USER, false));
        assertRefused(
                without, Rule.NAME_RETIRED, new PutFeature("spark:xsi", List.of("spark:all"), "t", "d", Map.of()));
        // Not within one version either, nor when the next document is read again.
        assertRefused(
                shipped,
                Rule.NAME_RETIRED,
                new Remove(Kind.SCOPE, "spark:xsi"),
                scope("spark:xsi", ScopeKind.USER, false));
        assertRefused(
                CatalogDocument.parse(without.toJson()), Rule.NAME_RETIRED, scope("spark:xsi", ScopeKind.USER, false));
    }

    /** Everybody would get the role of Keycloak's realm that has this name. */
    @Test
    void aScopeIsNotNamedLikeARole() {
        for (String role : List.of("privacy-operator", "auditor", "offline_access", "administrator")) {
            assertRefused(shipped, Rule.NAME_UNQUALIFIED, scope(role, ScopeKind.USER, false));
            assertRefused(shipped, Rule.NAME_UNQUALIFIED, scope(role, ScopeKind.ADMIN, false));
        }
    }

    @Test
    void nobodyLosesWhatWasNotAnnounced() {
        Remove removal = new Remove(Kind.SCOPE, "spark:xsi");
        CatalogUse inUse = (before, after) -> effect(Set.of("spark:xsi"), Set.of());
        CatalogUse registered = (before, after) -> effect(Set.of(), Set.of("spark:xsi"));
        assertThat(refusals(shipped, inUse, NOW, removal)).containsExactly(Rule.DEPRECATION_REQUIRED);
        assertThat(refusals(shipped, registered, NOW, removal)).containsExactly(Rule.DEPRECATION_REQUIRED);
        CatalogDocument deprecated = accepted(shipped, scope("spark:xsi", ScopeKind.USER, true));
        assertThat(refusals(deprecated, inUse, NOW.plus(PERIOD).minusSeconds(1), removal))
                .containsExactly(Rule.DEPRECATION_REQUIRED);
        assertThat(refusals(deprecated, inUse, NOW.plus(PERIOD), removal)).isEmpty();
        // Saying it again does not begin the period anew; taking it back does.
        CatalogDocument again = accepted(deprecated, NOW.plusSeconds(60), scope("spark:xsi", ScopeKind.USER, true));
        assertThat(refusals(again, inUse, NOW.plus(PERIOD), removal)).isEmpty();
        CatalogDocument back = accepted(deprecated, scope("spark:xsi", ScopeKind.USER, false));
        assertThat(refusals(back, inUse, NOW.plus(PERIOD), removal)).containsExactly(Rule.DEPRECATION_REQUIRED);
    }

    @Test
    void theAggregateOfEverythingStaysThat() {
        PutAggregate narrower =
                new PutAggregate("spark:all", null, List.of("meetings"), List.of(), "Less", "Only meetings.", Map.of());
        assertRefused(shipped, Rule.COVERS_EVERY_USER_SCOPE, narrower);
        assertRefused(shipped, Rule.NO_CATALOG, new Remove(Kind.AGGREGATE, "spark:all"));
        assertRefused(
                shipped,
                Rule.COVERS_EVERY_USER_SCOPE,
                new Remove(Kind.FEATURE, "calling"),
                new Remove(Kind.AGGREGATE, "spark:all"));
    }

    @Test
    void anAggregateCoversUserScopesOnlyAndIsNotTakenFromWhoGrantedIt() {
        assertRefused(shipped, Rule.NO_CATALOG, aggregate(List.of(), List.of("spark-admin:people_read")));
        assertRefused(shipped, Rule.NO_CATALOG, aggregate(List.of("administration"), List.of()));
        assertRefused(shipped, Rule.NO_CATALOG, aggregate(List.of(), List.of("spark:nothing")));
        assertRefused(shipped, Rule.NO_CATALOG, aggregate(List.of(), List.of()));
        CatalogDocument next = accepted(shipped, aggregate(List.of("meetings"), List.of("spark:calls_read")));
        CatalogUse inUse = (before, after) -> effect(Set.of("meeting:all"), Set.of());
        assertThat(refusals(next, inUse, NOW, new Remove(Kind.AGGREGATE, "meeting:all")))
                .containsExactly(Rule.AGGREGATE_IN_USE);
        assertRefused(next, Rule.NO_CATALOG, new Remove(Kind.SCOPE, "spark:calls_read"));
    }

    @Test
    void aCatalogHasALargestSize() {
        CatalogChange[] many = new CatalogChange[ChangeRules.MOST_SCOPES];
        for (int i = 0; i < many.length; i++) many[i] = scope("spark:many_" + i, ScopeKind.USER, false);
        assertRefused(shipped, Rule.CATALOG_FULL, many);
    }

    private static PutScope scope(String name, ScopeKind kind, boolean deprecated) {
        return new PutScope(name, kind, "calling", "Title", "Description.", false, deprecated, Map.of());
    }

    private static PutAggregate aggregate(List<String> groups, List<String> scopes) {
        return new PutAggregate("meeting:all", null, groups, scopes, "Meetings", "All of your meetings.", Map.of());
    }

    private static CatalogDocument accepted(CatalogDocument present, CatalogChange... changes) {
        return accepted(present, NOW, changes);
    }

    private static CatalogDocument accepted(CatalogDocument present, Instant now, CatalogChange... changes) {
        Verdict verdict = new ChangeRules(present, now, PERIOD).judge(List.of(changes), NOBODY);
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).document();
    }

    private static void assertRefused(CatalogDocument present, Rule rule, CatalogChange... changes) {
        assertThat(refusals(present, NOBODY, NOW, changes)).containsExactly(rule);
    }

    private static List<Rule> refusals(CatalogDocument present, CatalogUse use, Instant now, CatalogChange... changes) {
        return switch (new ChangeRules(present, now, PERIOD).judge(List.of(changes), use)) {
            case Verdict.Accepted it -> List.of();
            case Verdict.Refused it -> it.refusals().stream().map(Refusal::rule).toList();
        };
    }
}
