package org.sparkall.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class GrantStoreTest {

    @Inject
    GrantStore store;

    @Inject
    ConsentStates consents;

    @Inject
    Jdbi jdbi;

    private final Grant grant = SampleGrant.of(UUID.randomUUID(), "spark:all");

    @BeforeEach
    void itStands() {
        open(grant);
    }

    @Test
    void itIsReadTheSameWhetherItsScopesAreKnownOrNot() {
        assertThat(standing()).contains(grant);
        assertThat(standing()).contains(grant);
    }

    @Test
    void changesOfWhoeverKnowsNothingOfTermsAreSeen() {
        assertThat(standing()).contains(grant);
        change("scopes = '{spark:messages_read}', expanded = '{spark:messages_read}'");
        assertThat(standing())
                .contains(grant.narrowedTo(List.of("spark:messages_read"), List.of("spark:messages_read")));
        change("expanded = '{}'");
        assertThat(standing()).contains(grant.narrowedTo(List.of("spark:messages_read"), List.of()));
    }

    @Test
    void oneOfBeforeThereWereTermsIsReadAsAWhole() {
        change("terms = NULL");
        assertThat(standing()).contains(grant);
        assertThat(standing()).contains(grant);
    }

    @Test
    void aHashOfOtherListsChangesNobodyElse() {
        Grant other = SampleGrant.of(UUID.randomUUID(), "spark:people_read");
        open(other);
        change("terms = (SELECT terms FROM grants WHERE id = '" + other.id() + "')");
        // Read as a whole, it is itself; and nobody has learnt from it.
        Optional<Grant> whole = jdbi.inTransaction(tx -> store.lockStanding(tx, grant.id()));
        assertThat(whole).contains(grant);
        Optional<Grant> others = jdbi.withHandle(handle -> store.standing(handle, other.id()));
        assertThat(others).contains(other);
    }

    @Test
    void amongOthersEachIsItself() {
        Grant narrow = SampleGrant.of(UUID.randomUUID(), "spark:rooms_read");
        open(narrow);
        List<UUID> asked = List.of(narrow.id(), UUID.randomUUID(), grant.id(), narrow.id());
        for (int round = 0; round < 2; round++) {
            List<Optional<Grant>> found = jdbi.withHandle(handle -> store.standing(handle, asked));
            assertThat(found)
                    .containsExactly(Optional.of(narrow), Optional.empty(), Optional.of(grant), Optional.of(narrow));
        }
    }

    @Test
    void thoseOfAConsentAreFoundWithoutAllOthersHoweverManyOneOtherHas() {
        Grant other = SampleGrant.of(UUID.randomUUID(), "spark:all");
        jdbi.useHandle(tx -> {
            tx.begin();
            try {
                tx.execute("UPDATE grants SET consent_id = ?", grant.consentId());
                tx.execute(
                        "INSERT INTO grants SELECT copy.* FROM grants AS it, generate_series(1, 20000) AS n,"
                                + " jsonb_populate_record(it, jsonb_build_object('id', gen_random_uuid(), 'n', n)) AS copy WHERE it.id = ?",
                        grant.id());
                tx.execute("ANALYZE grants");
                consents.expect(tx, other.consentId(), 1);
                store.insert(tx, other, Instant.now());
                long before = readAsAWhole(tx);
                assertThat(store.lockStandingOfConsent(tx, other.consentId(), Long.MAX_VALUE))
                        .containsExactly(other);
                assertThat(readAsAWhole(tx)).isEqualTo(before);
            } finally {
                tx.rollback();
            }
        });
    }

    /** How often this transaction has read the whole table. */
    private static long readAsAWhole(Handle tx) {
        return tx.createQuery("SELECT seq_scan FROM pg_stat_xact_user_tables WHERE relname = 'grants'")
                .mapTo(Long.class)
                .one();
    }

    private Optional<Grant> standing() {
        return jdbi.withHandle(handle -> store.standing(handle, grant.id()));
    }

    private void open(Grant one) {
        jdbi.useTransaction(tx -> {
            consents.expect(tx, one.consentId(), 1);
            store.insert(tx, one, Instant.now());
        });
    }

    private void change(String what) {
        jdbi.useHandle(handle -> handle.execute("UPDATE grants SET " + what + " WHERE id = ?", grant.id()));
    }
}
