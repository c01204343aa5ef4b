package org.sparkall.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
