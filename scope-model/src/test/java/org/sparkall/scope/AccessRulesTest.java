package org.sparkall.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccessRulesTest {

    private final ScopeCatalog catalog = Samples.small();
    private final AccessRules rules = new AccessRules(catalog);
    private final ScopeSet everything = catalog.setOf(List.of(Samples.READ, Samples.WRITE, Samples.ADMIN));

    @Test
    void theAggregateOpensUserScopesAndCalling() {
        assertThat(decide("spark:messages_read", Samples.ALL)).isEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
        assertThat(decide("spark:all", Samples.ALL)).isEqualTo(AccessReason.GRANTED);
        assertThat(decide("calling", Samples.ALL)).isEqualTo(AccessReason.GRANTED);
    }

    @Test
    void theAggregateOpensNoAdminAndNoComplianceScope() {
        assertThat(decide("spark-admin:people_read", Samples.ALL)).isEqualTo(AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE);
        assertThat(decide("spark-compliance:events_read", Samples.ALL))
                .isEqualTo(AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE);
    }

    @Test
    void aScopeOpensItselfOnly() {
        assertThat(decide("spark:messages_read", Samples.READ)).isEqualTo(AccessReason.GRANTED);
        assertThat(decide("spark:messages_write", Samples.READ)).isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
        assertThat(decide("spark-admin:people_read", Samples.READ)).isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
        assertThat(decide("spark:all", Samples.READ)).isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
        assertThat(decide("calling", Samples.READ)).isEqualTo(AccessReason.FEATURE_REQUIRES_SCOPE);
        assertThat(decide("spark-admin:people_read", Samples.ADMIN)).isEqualTo(AccessReason.GRANTED);
    }

    @Test
    void aUserScopeThatThePersonDoesNotHoldIsNotOpenedByTheAggregate() {
        ScopeSet granted = catalog.setOf(List.of(Samples.ALL));
        ScopeSet usable = catalog.setOf(List.of(Samples.WRITE));
        assertThat(rules.decide("spark:messages_read", granted, usable, catalog.none()))
                .isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
    }

    @Test
    void whatTheCatalogDoesNotKnowIsNoAction() {
        assertThat(decide("spark:x", Samples.ALL)).isEqualTo(AccessReason.UNKNOWN_ACTION);
        assertThat(decide("not a scope", Samples.ALL)).isEqualTo(AccessReason.UNKNOWN_ACTION);
    }

    @Test
    void twoReasonsAllow() {
        assertThat(AccessReason.values())
                .filteredOn(AccessReason::allows)
                .containsExactlyInAnyOrder(AccessReason.GRANTED, AccessReason.GRANTED_BY_AGGREGATE);
        assertThat(AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE.wireName()).isEqualTo("admin_scope_not_in_aggregate");
    }

    @Test
    void anAggregateIsGrantableWhenThePersonHoldsSomethingUnderIt() {
        GrantRules grants = new GrantRules(catalog);
        ScopeSet requested = catalog.setOf(List.of(Samples.ALL, Samples.ADMIN));
        assertThat(grants.grantable(requested, catalog.setOf(List.of(Samples.READ)))
                        .wireNames())
                .containsExactly("spark:all");
        assertThat(grants.grantable(requested, catalog.setOf(List.of(Samples.ADMIN)))
                        .wireNames())
                .containsExactly("spark-admin:people_read");
        assertThat(grants.grantable(requested, catalog.setOf(List.of(Samples.ALL)))
                        .isEmpty())
                .isTrue();
        assertThat(grants.grantable(catalog.setOf(List.of(Samples.WRITE)), everything)
                        .wireNames())
                .containsExactly("spark:messages_write");
    }

    private AccessReason decide(String action, ScopeName granted) {
        ScopeSet set = catalog.setOf(List.of(granted));
        return rules.decide(action, set, new GrantRules(catalog).usable(set, everything), catalog.none());
    }
}
