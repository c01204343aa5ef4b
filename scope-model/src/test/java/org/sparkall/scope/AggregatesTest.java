package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkall.scope.Violation.Rule;

/** Aggregates over groups and lists, beside the one over everything. */
class AggregatesTest {

    private static final ScopeName MEETING_READ = new ScopeName("spark:meetings_read");
    private static final ScopeName MEETING_WRITE = new ScopeName("spark:meetings_write");
    private static final ScopeName MEETING_ADMIN = new ScopeName("spark-admin:meetings_write");
    private static final ScopeName MEETINGS = new ScopeName("meeting:all");
    private static final ScopeName READING = new ScopeName("reading:all");

    private final ScopeCatalog catalog = catalog(
            new AggregateScope(MEETINGS, new Coverage(Set.of(), Set.of("meetings"), Set.of()), "Meetings", "Meetings."),
            Samples.AGGREGATE,
            new AggregateScope(
                    READING, new Coverage(Set.of(), Set.of(), Set.of(MEETING_READ, Samples.READ)), "Read", "Reading."));
    private final SelectionRules selections = new SelectionRules(catalog);

    private static ScopeCatalog catalog(AggregateScope... aggregates) {
        return new ScopeCatalog(
                3,
                List.of(
                        Samples.scope(Samples.READ, ScopeKind.USER),
                        Samples.scope(MEETING_READ, ScopeKind.USER, "meetings", false),
                        Samples.scope(MEETING_WRITE, ScopeKind.USER, "meetings", false),
                        Samples.scope(MEETING_ADMIN, ScopeKind.ADMIN, "meetings", false)),
                List.of(aggregates),
                List.of(
                        new Feature("calling", List.of(Samples.ALL), "Calling", "Calls."),
                        new Feature("scheduling", List.of(MEETINGS, MEETING_READ), "Scheduling", "Plans.")));
    }

    @Test
    void aGroupCoversItsUserScopesAndNoAdminScope() {
        assertThat(catalog.concrete(set(MEETINGS)).wireNames())
                .containsExactly("spark:meetings_read", "spark:meetings_write");
        assertThat(catalog.concrete(set(READING)).wireNames())
                .containsExactly("spark:messages_read", "spark:meetings_read");
    }

    @Test
    void anAggregateWithinAnotherIsRedundantBesideIt() {
        assertThat(catalog.redundant(set(Samples.ALL, MEETINGS, READING)).wireNames())
                .containsExactly("meeting:all", "reading:all");
        assertThat(catalog.redundant(set(MEETINGS, READING)).isEmpty()).isTrue();
        assertThat(rejected("spark:all", "meeting:all").rule()).isEqualTo(Rule.REDUNDANT_WITH_AGGREGATE);
        assertThat(rejected("meeting:all", "spark:meetings_read").scopes()).containsExactly("spark:meetings_read");
    }

    @Test
    void ofTwoAlikeTheFirstCoversTheSecond() {
        ScopeName other = new ScopeName("other:all");
        ScopeCatalog twins = catalog(
                new AggregateScope(
                        MEETINGS, new Coverage(Set.of(), Set.of("meetings"), Set.of()), "Meetings", "Meetings."),
                new AggregateScope(
                        other,
                        new Coverage(Set.of(), Set.of(), Set.of(MEETING_READ, MEETING_WRITE)),
                        "Meetings",
                        "Meetings."),
                Samples.AGGREGATE);
        assertThat(twins.normalize(twins.setOf(List.of(MEETINGS, other))).wireNames())
                .containsExactly("meeting:all");
    }

    @Test
    void whoRegisteredTheWiderMayRequestTheNarrower() {
        assertThat(selections.judgeRequest(set(Samples.ALL), List.of("meeting:all")))
                .isInstanceOf(SelectionVerdict.Accepted.class);
        assertThat(selections.judgeRequest(set(MEETINGS), List.of("spark:all")))
                .isInstanceOf(SelectionVerdict.Rejected.class);
    }

    @Test
    void aFeatureIsMetByWhatCoversItsScopes() {
        assertThat(selections.judgeSelection(List.of("spark:all"), List.of("scheduling")))
                .isInstanceOf(SelectionVerdict.Accepted.class);
        assertThat(selections.judgeSelection(List.of("meeting:all"), List.of("scheduling")))
                .isInstanceOf(SelectionVerdict.Accepted.class);
        assertThat(decide("scheduling", Samples.ALL)).isEqualTo(AccessReason.GRANTED);
        assertThat(decide("scheduling", MEETINGS)).isEqualTo(AccessReason.GRANTED);
        assertThat(decide("scheduling", READING)).isEqualTo(AccessReason.FEATURE_REQUIRES_SCOPE);
        assertThat(decide("calling", MEETINGS)).isEqualTo(AccessReason.FEATURE_REQUIRES_SCOPE);
        assertThat(decide("meeting:all", Samples.ALL)).isEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
        assertThat(decide("spark:all", MEETINGS)).isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
        assertThat(decide("spark-admin:meetings_write", MEETINGS)).isEqualTo(AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE);
    }

    @Test
    void aListOfAnythingButUserScopesIsRefused() {
        for (ScopeName wrong : List.of(MEETING_ADMIN, new ScopeName("spark:x"), MEETINGS)) {
            Coverage covers = new Coverage(Set.of(), Set.of(), Set.of(wrong));
            assertThatThrownBy(() -> catalog(new AggregateScope(MEETINGS, covers, "t", "d"), Samples.AGGREGATE))
                    .hasMessageContaining("no user scope");
        }
        Coverage nothing = new Coverage(Set.of(), Set.of("no such group"), Set.of());
        assertThatThrownBy(() -> catalog(new AggregateScope(MEETINGS, nothing, "t", "d"), Samples.AGGREGATE))
                .hasMessageContaining("covers no scope");
        assertThatThrownBy(() -> new Coverage(Set.of(), Set.of(), Set.of())).hasMessageContaining("must cover");
    }

    private Violation rejected(String... scopes) {
        return ((SelectionVerdict.Rejected) selections.judgeSelection(List.of(scopes), List.of()))
                .violations()
                .getFirst();
    }

    private AccessReason decide(String action, ScopeName granted) {
        return new AccessRules(catalog).decide(action, set(granted), catalog.concrete(set(granted)), catalog.none());
    }

    private ScopeSet set(ScopeName... names) {
        return catalog.setOf(List.of(names));
    }
}
