package org.sparkall.consent.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.consent.history.VerificationReport.Finding;
import org.sparkall.consent.history.VerificationReport.SealView;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.ConsentEndings;
import org.sparkall.consent.record.Scene;
import org.sparkall.localstack.testing.LocalStackResource;

/** Somebody who has the database, and not the key, changes the record. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class RecordVerificationTest {

    private static final String ADMIN = "spark-admin:people_read";

    @Inject
    RecordVerification verification;

    @Inject
    HistorySealing sealing;

    @Inject
    ConsentEndings endings;

    @Inject
    Scene scene;

    @Inject
    Jdbi jdbi;

    private Consent consent;

    @BeforeEach
    void someoneAgreedAndTookSomethingBack() {
        scene.begin();
        Consent agreed = scene.agree("person-" + UUID.randomUUID(), "client", "spark:all", ADMIN);
        scene.agree("person-" + UUID.randomUUID(), "client", "spark:all");
        endings.withdraw(agreed.id(), ADMIN, Actor.person());
        sealing.seal();
        consent = agreed;
        assertThat(verify().intact()).as("intact before anything is done to it").isTrue();
    }

    /** Tests tamper with the record that all of this class share. */
    @AfterEach
    void beginAnew() {
        tamper("DELETE FROM consent_history");
        tamper("DELETE FROM consent_answer");
        tamper("DELETE FROM consent");
        tamper("DELETE FROM consent_seal");
    }

    @Test
    void oneAlteredEntryIsFoundAndNamed() {
        tamper("UPDATE consent_history SET scopes = '{spark:all}' WHERE revision = 1 AND consent_id = '" + consent.id()
                + "'");
        VerificationReport report = verify();
        assertThat(report.intact()).isFalse();
        assertThat(report.findings())
                .containsExactly(Finding.ofEntry(consent.id(), 1, "the entry is not what was written"));
    }

    @Test
    void anEntryWhoseHashWasAlteredTooIsFoundByTheSealAndTheNextEntry() {
        tamper("UPDATE consent_history SET actor = 'organization', hash = sha256('made up') WHERE revision = 1"
                + " AND consent_id = '" + consent.id() + "'");
        assertThat(verify().findings())
                .contains(
                        Finding.ofEntry(consent.id(), 2, "the entry is not what was written"),
                        Finding.ofSeal(1, "what it covers is not what was sealed"));
    }

    @Test
    void aConsentThatSaysMoreThanItsHistoryIsFound() {
        tamper("UPDATE consent SET scopes = scopes || '{" + ADMIN + "}' WHERE id = '" + consent.id() + "'");
        assertThat(verify().findings())
                .containsExactly(Finding.ofConsent(consent.id(), "the consent is not what its last entry says"));
    }

    @Test
    void aConsentThatWasMadeSomebodyElsesIsFound() {
        tamper("UPDATE consent SET person = 'somebody-else' WHERE id = '" + consent.id() + "'");
        assertThat(verify().findings()).contains(Finding.ofEntry(consent.id(), 1, "the entry is about somebody else"));
    }

    /** As if they had been erased, so that there is nothing to compare. */
    @Test
    void aConsentWhosePersonCannotBeCheckedIsFound() {
        tamper("UPDATE consent SET person = 'somebody-else', person_salt = NULL WHERE id = '" + consent.id() + "'");
        assertThat(verify().findings())
                .containsExactly(Finding.ofConsent(
                        consent.id(), "whose consent it is cannot be checked, and nobody was erased"));
    }

    @Test
    void aConsentOfAnotherOrganisationIsFound() {
        tamper("UPDATE consent SET organization = 'another' WHERE id = '" + consent.id() + "'");
        assertThat(verify().findings())
                .containsExactly(Finding.ofConsent(consent.id(), "the consent is not what its last entry says"));
    }

    @Test
    void aHistoryThatEndsEarlyIsFound() {
        tamper("DELETE FROM consent_history WHERE revision = 2 AND consent_id = '" + consent.id() + "'");
        tamper("UPDATE consent c SET revision = 1, scopes = h.scopes, expanded = h.expanded, approved = h.approved,"
                + " complete = h.complete FROM consent_history h WHERE h.consent_id = c.id AND c.id = '" + consent.id()
                + "'");
        assertThat(verify().findings())
                .containsExactly(Finding.ofSeal(1, "entries that it covers are missing or were added"));
    }

    @Test
    void aConsentThatIsGoneIsFound() {
        tamper("DELETE FROM consent_history WHERE consent_id = '" + consent.id() + "'");
        tamper("DELETE FROM consent WHERE id = '" + consent.id() + "'");
        assertThat(verify().findings())
                .containsExactly(Finding.ofSeal(1, "entries that it covers are missing or were added"));
    }

    @Test
    void aRecordThatWasMadeUpAsAWholeIsFoundByASealThatWasWrittenDown() {
        SealView known = Optional.ofNullable(verify().newestSeal()).orElseThrow();
        beginAnew();
        scene.agree("person", "client", "spark:all");
        sealing.seal();
        assertThat(verify().intact()).isTrue();
        assertThat(verification.verify(Optional.of(known)).findings())
                .containsExactly(Finding.ofSeal(known.number(), "the seal is not the one that is known"));
    }

    @Test
    void theServiceItselfCannotChangeWhatIsWritten() {
        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute(
                        "UPDATE consent_history SET reason = 'other' WHERE consent_id = ?", consent.id())))
                .hasMessageContaining("consent_history is only added to");
        assertThatThrownBy(() -> jdbi.useHandle(handle -> handle.execute("DELETE FROM consent_seal")))
                .hasMessageContaining("consent_seal is only added to");
    }

    private VerificationReport verify() {
        return verification.verify(Optional.empty());
    }

    /** As somebody does to whom the tables belong. */
    private void tamper(String statement) {
        jdbi.useTransaction(tx -> {
            for (String table : new String[] {"consent_history", "consent_seal"}) {
                tx.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
            }
            tx.execute(statement);
            for (String table : new String[] {"consent_history", "consent_seal"}) {
                tx.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
            }
        });
    }
}
