package org.sparkall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.scope.AccessReason;

class LocalDecisionsTest {

    private static final CatalogDocument SHIPPED = CatalogDocument.shipped();
    private static final List<String> EVERYTHING = List.of("spark:all", "spark:messages_read", "spark:rooms_read");

    private FakePolicy policy;
    private ECKey key;

    @BeforeEach
    void start() throws Exception {
        policy = new FakePolicy();
        key = FakePolicy.key();
    }

    @AfterEach
    void end() {
        policy.close();
    }

    private void publish(CatalogDocument catalog) throws Exception {
        policy.publish(key, key, "spark-catalog+jwt", policy.address().toString(), catalog, later());
    }

    private static Instant later() {
        return Instant.now().plusSeconds(600);
    }

    private LocalDecisions decisions() {
        return LocalDecisions.start(LocalDecisions.Settings.of(policy.address()).refreshedEvery(Duration.ofMillis(50)));
    }

    private static void awaitCatalog(LocalDecisions decisions) {
        await().atMost(Duration.ofSeconds(20)).until(() -> decisions.rules().isPresent());
    }

    @Test
    void aTokenOpensWhatItNamesAndNothingElse() throws Exception {
        publish(SHIPPED);
        try (LocalDecisions decisions = decisions()) {
            awaitCatalog(decisions);
            assertThat(decisions.decide("spark:messages_read", EVERYTHING))
                    .isEqualTo(AccessReason.GRANTED_BY_AGGREGATE);
            assertThat(decisions.decide("spark:all", EVERYTHING)).isEqualTo(AccessReason.GRANTED);
            assertThat(decisions.decide("calling", EVERYTHING)).isEqualTo(AccessReason.GRANTED);
            // Covered by the aggregate, but this person does not hold it (R7): the token does not name it.
            assertThat(decisions.decide("spark:memberships_read", EVERYTHING))
                    .isEqualTo(AccessReason.SCOPE_NOT_GRANTED);
            assertThat(decisions.decide("spark:memberships_read", EVERYTHING, List.of("spark:memberships_read")))
                    .isEqualTo(AccessReason.SCOPE_AWAITS_CONSENT);
            assertThat(decisions.decide("spark-admin:people_read", EVERYTHING))
                    .isEqualTo(AccessReason.ADMIN_SCOPE_NOT_IN_AGGREGATE);
            assertThat(decisions.decide("spark:rooms_read", List.of("spark:rooms_read")))
                    .isEqualTo(AccessReason.GRANTED);
            assertThat(decisions.decide("calling", List.of("spark:rooms_read")))
                    .isEqualTo(AccessReason.FEATURE_REQUIRES_SCOPE);
            assertThat(decisions.decide("spark:nonsense", EVERYTHING)).isEqualTo(AccessReason.UNKNOWN_ACTION);
        }
    }

    @Test
    void theSameCatalogIsFetchedOnceAndANewerOneIsTaken() throws Exception {
        publish(SHIPPED);
        try (LocalDecisions decisions = decisions()) {
            awaitCatalog(decisions);
            TokenRules rules = decisions.rules().orElseThrow();
            await().until(() -> policy.unchanged.get() > 2);
            assertThat(decisions.rules()).containsSame(rules);
            publish(version(SHIPPED.version() + 1));
            await().until(() -> decisions.rules().orElseThrow().catalog().version() == SHIPPED.version() + 1);
            publish(SHIPPED);
            int seen = policy.calls.get();
            await().until(() -> policy.calls.get() > seen + 2);
            assertThat(decisions.rules().orElseThrow().catalog().version()).isEqualTo(SHIPPED.version() + 1);
        }
    }

    @Test
    void theLastGoodCatalogCountsWhileTheServiceIsAwayAndUntilItExpires() throws Exception {
        policy.publish(
                key,
                key,
                "spark-catalog+jwt",
                policy.address().toString(),
                SHIPPED,
                Instant.now().plusSeconds(6));
        try (LocalDecisions decisions = decisions()) {
            awaitCatalog(decisions);
            policy.close();
            assertThat(decisions.decide("spark:all", EVERYTHING)).isEqualTo(AccessReason.GRANTED);
            await().until(() -> decisions.decide("spark:all", EVERYTHING) == AccessReason.INPUTS_STALE);
        }
    }

    @Test
    void nothingCountsThatIsNoBundleOfTheIssuer() throws Exception {
        String issuer = policy.address().toString();
        ECKey other = FakePolicy.key();
        assertNotTaken(() -> policy.publish(key, other, "spark-catalog+jwt", issuer, SHIPPED, later()));
        assertNotTaken(() -> policy.publish(key, key, "at+jwt", issuer, SHIPPED, later()));
        assertNotTaken(() -> policy.publish(key, key, "spark-catalog+jwt", "https://other", SHIPPED, later()));
        assertNotTaken(() -> policy.publish(
                key, key, "spark-catalog+jwt", issuer, SHIPPED, Instant.now().minusSeconds(120)));
        assertNotTaken(() -> policy.answer("/v1/catalog/bundle", 200, "no bundle"));
        assertNotTaken(() -> policy.answer("/v1/catalog/bundle", 500, ""));
    }

    private interface Publication {
        void run() throws Exception;
    }

    private void assertNotTaken(Publication publication) throws Exception {
        publication.run();
        int seen = policy.calls.get();
        try (LocalDecisions decisions = decisions()) {
            await().until(() -> policy.calls.get() > seen + 4);
            assertThat(decisions.rules()).isEmpty();
            assertThat(decisions.decide("spark:all", EVERYTHING)).isEqualTo(AccessReason.INPUTS_STALE);
        }
    }

    private static CatalogDocument version(int version) {
        return new CatalogDocument(
                version, SHIPPED.aggregates(), SHIPPED.features(), SHIPPED.scopes(), List.of(), Map.of());
    }
}
