package org.sparkall.consent.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.consent.approval.ApprovalAsked;
import org.sparkall.consent.approval.Approvals;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Consents;
import org.sparkall.consent.record.Scene;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ErasureTest {

    @Inject
    Erasure erasure;

    @Inject
    Consents consents;

    @Inject
    ConsentEndings endings;

    @Inject
    ConsentHistory history;

    @Inject
    Approvals approvals;

    @Inject
    Scene scene;

    @Inject
    Jdbi jdbi;

    private final String person = "person-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        scene.begin();
    }

    @Test
    void nothingThatIsKeptSaysWhoItWasAndTheProofStays() {
        Consent standing = scene.agree(person, "one", "spark:all");
        Consent ended = scene.agree(person, "two", "spark:all");
        endings.withdraw(ended.id(), Actor.person());
        Consent ofAnother = scene.agree("another-" + person, "one", "spark:all");
        endings.withdraw(ofAnother.id(), Actor.administrator(person));
        jdbi.useTransaction(tx -> approvals.ask(
                tx,
                new ApprovalAsked(
                        "acme",
                        person,
                        "one",
                        "Test",
                        List.of("spark-admin:people_read"),
                        Optional.of("Name " + person),
                        Optional.of("I am " + person))));

        assertThat(erasure.erase(person, "ops")).isEqualTo(2);
        // What they did to another's consent is told after they were erased, too.
        await().until(() -> entriesOfTheTrail(ofAnother) == 2);

        assertThat(consents.page(person, null, null, 10)).isEmpty();
        assertThat(consents.find(standing.id()).orElseThrow().isGranted()).isFalse();
        assertThat(rowsThatSay(person)).isEmpty();
        List<HistoryEntry> entries = jdbi.withHandle(handle -> history.of(handle, standing.id()));
        assertThat(entries)
                .extracting(HistoryEntry::event)
                .containsExactly("consent.granted", "consent.withdrawn", "consent.withdrawn");
        assertThat(entries.getFirst().scopes()).containsExactly("spark:all");
    }

    @Test
    void theTrailIsNotRewritten() {
        Consent consent = scene.agree(person, "one", "spark:all");
        await().until(() -> entriesOfTheTrail(consent) == 1);
        for (String change : List.of("action = 'consent.withdrawn'", "actor_id = 'somebody'", "changes = '{}'")) {
            assertThatThrownBy(() -> jdbi.useHandle(sql -> sql.execute(
                            "UPDATE audit_entry SET " + change + " WHERE target_id = ?",
                            consent.id().toString())))
                    .hasMessageContaining("is not rewritten");
        }
    }

    private long entriesOfTheTrail(Consent consent) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM audit_entry WHERE target_id = :id")
                .bind("id", consent.id().toString())
                .mapTo(Long.class)
                .one());
    }

    @Test
    void doingItTwiceIsHarmless() {
        scene.agree(person, "one", "spark:all");
        assertThat(erasure.erase(person, "ops")).isEqualTo(1);
        assertThat(erasure.erase(person, "ops")).isZero();
    }

    /** All rows of all tables that hold the text anywhere, but for events that are on their way. */
    private List<String> rowsThatSay(String text) {
        return jdbi.withHandle(handle -> {
            List<String> tables = handle.createQuery(
                            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'outbox'")
                    .mapTo(String.class)
                    .list();
            return tables.stream()
                    .flatMap(table -> handle
                            .createQuery("SELECT '" + table + ": ' || t::text FROM \"" + table
                                    + "\" t WHERE t::text LIKE '%' || :text || '%' AND t::text NOT LIKE '%another-%'")
                            .bind("text", text)
                            .mapTo(String.class)
                            .list()
                            .stream())
                    .toList();
        });
    }
}
