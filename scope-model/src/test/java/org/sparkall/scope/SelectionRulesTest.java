package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkall.scope.Violation.Rule;

class SelectionRulesTest {

    private final ScopeCatalog catalog = Samples.small();
    private final SelectionRules rules = new SelectionRules(catalog);

    @Test
    void theAggregateWithAnAdminAddOnAndCallingIsAccepted() {
        SelectionVerdict verdict =
                rules.judgeSelection(List.of("spark-admin:people_read", "spark:all"), List.of("calling"));
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        SelectionVerdict.Accepted.class,
                        it -> assertThat(it.normalized().wireNames())
                                .containsExactly("spark:all", "spark-admin:people_read"));
    }

    @Test
    void userScopesBesideTheAggregateAreRedundant() {
        Violation violation =
                onlyViolation(List.of("spark:all", "spark:messages_read", "spark-admin:people_read"), List.of());
        assertThat(violation.rule()).isEqualTo(Rule.REDUNDANT_WITH_AGGREGATE);
        assertThat(violation.scopes()).containsExactly("spark:messages_read");
        assertThat(violation.message())
                .isEqualTo("spark:all covers these scopes already; leave them out, or leave out spark:all.");
    }

    @Test
    void callingRequiresTheAggregate() {
        Violation violation = onlyViolation(List.of("spark:messages_read"), List.of("calling"));
        assertThat(violation.rule()).isEqualTo(Rule.FEATURE_REQUIRES_SCOPE);
        assertThat(violation.scopes()).containsExactly("spark:all");
        assertThat(violation.message()).isEqualTo("The feature calling requires spark:all.");
    }

    @Test
    void unknownScopesAndFeaturesAreNamedAsTheyWereWritten() {
        List<Violation> violations = violations(rules.judgeSelection(
                List.of("spark:messages_read", "spark:x", "not a scope", "spark:x"), List.of("fax", "fax")));
        assertThat(violations).extracting(Violation::rule).containsExactly(Rule.UNKNOWN_SCOPE, Rule.UNKNOWN_FEATURE);
        assertThat(violations.get(0).scopes()).containsExactly("spark:x", "not a scope");
        assertThat(violations.get(1).scopes()).containsExactly("fax");
        assertThat(violations).extracting(Violation::message).noneMatch(String::isBlank);
    }

    @Test
    void nothingSelectedIsRefused() {
        Violation violation = onlyViolation(List.of(), List.of());
        assertThat(violation.rule()).isEqualTo(Rule.EMPTY_SELECTION);
        assertThat(violation.message()).isNotBlank();
    }

    @Test
    void everyBrokenRuleIsNamed() {
        assertThat(violations(
                        rules.judgeSelection(List.of("spark:all", "spark:messages_write", "spark:x"), List.of("fax"))))
                .extracting(Violation::rule)
                .containsExactly(Rule.UNKNOWN_SCOPE, Rule.REDUNDANT_WITH_AGGREGATE, Rule.UNKNOWN_FEATURE);
    }

    @Test
    void havingRegisteredTheAggregateLessMayBeRequested() {
        ScopeSet registered = catalog.setOf(List.of(Samples.ALL));
        assertThat(rules.judgeRequest(registered, List.of("spark:messages_read")))
                .isInstanceOf(SelectionVerdict.Accepted.class);
        assertThat(rules.judgeRequest(registered, List.of("spark:all"))).isInstanceOf(SelectionVerdict.Accepted.class);
    }

    @Test
    void whatWasNotRegisteredIsRefused() {
        List<Violation> violations = violations(rules.judgeRequest(
                catalog.setOf(List.of(Samples.READ)), List.of("spark:all", "spark-admin:people_read")));
        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().rule()).isEqualTo(Rule.NOT_REGISTERED);
        assertThat(violations.getFirst().scopes()).containsExactly("spark:all", "spark-admin:people_read");
        assertThat(violations.getFirst().message()).isNotBlank();
    }

    @Test
    void aRequestForNothingUnknownOrRedundantIsRefused() {
        ScopeSet registered = catalog.setOf(List.of(Samples.ALL));
        assertThat(violations(rules.judgeRequest(registered, List.of()))
                        .getFirst()
                        .rule())
                .isEqualTo(Rule.EMPTY_SELECTION);
        assertThat(violations(rules.judgeRequest(registered, List.of("x")))
                        .getFirst()
                        .rule())
                .isEqualTo(Rule.UNKNOWN_SCOPE);
        assertThat(violations(rules.judgeRequest(registered, List.of("spark:all", "spark:messages_read")))
                        .getFirst()
                        .rule())
                .isEqualTo(Rule.REDUNDANT_WITH_AGGREGATE);
    }

    @Test
    void aRegistrationUnderAnotherCatalogIsNotCompared() {
        ScopeSet foreign = Samples.small().setOf(List.of(Samples.ALL));
        assertThatThrownBy(() -> rules.judgeRequest(foreign, List.of("spark:all")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesHaveWireNames() {
        assertThat(Rule.REDUNDANT_WITH_AGGREGATE.wireName()).isEqualTo("redundant_with_aggregate");
    }

    @Test
    void aRejectionNeedsAViolation() {
        assertThatThrownBy(() -> new SelectionVerdict.Rejected(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private Violation onlyViolation(List<String> scopes, List<String> features) {
        List<Violation> violations = violations(rules.judgeSelection(scopes, features));
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    private static List<Violation> violations(SelectionVerdict verdict) {
        assertThat(verdict).isInstanceOf(SelectionVerdict.Rejected.class);
        return ((SelectionVerdict.Rejected) verdict).violations();
    }
}
