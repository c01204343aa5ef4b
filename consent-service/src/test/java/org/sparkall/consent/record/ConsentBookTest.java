package org.sparkall.consent.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.consent.history.Actor;
import org.sparkall.consent.record.ConsentBook.Agreement;
import org.sparkall.events.EventTypes;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConsentBookTest {

    private static final String ADMIN = "spark-admin:people_read";

    @Inject
    ConsentBook book;

    @Inject
    Consents consents;

    @Inject
    ConsentEndings endings;

    @Inject
    Jdbi jdbi;

    @Inject
    Scene scene;

    private final String person = "person-" + UUID.randomUUID();
    private final String client = "client-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        scene.begin();
    }

    @Test
    void agreeingToMoreKeepsWhatWasAgreedToBefore() {
        agree(List.of("spark:messages_read"), List.of("spark:messages_read"));
        Consent wider = agree(List.of("spark:rooms_read"), List.of("spark:rooms_read"));
        assertThat(wider.scopes()).containsExactly("spark:rooms_read", "spark:messages_read");
        assertThat(wider.revision()).isEqualTo(2);
        Consent all = agree(List.of("spark:all"), List.of("spark:all"));
        assertThat(all.scopes()).containsExactly("spark:all");
        assertThat(all.expanded()).hasSize(42);
    }

    @Test
    void whatWasAskedForAgainAndRefusedIsTakenOut() {
        agree(List.of("spark:all", ADMIN), List.of("spark:all", ADMIN));
        Consent refused = agree(List.of("spark:all", ADMIN), List.of("spark:all"));
        assertThat(refused.scopes()).containsExactly("spark:all");
        assertThat(refused.expanded()).doesNotContain(ADMIN);
    }

    @Test
    void decliningMoreLeavesWhatStands() {
        agree(List.of("spark:messages_read"), List.of("spark:messages_read"));
        Consent declined = decline();
        assertThat(declined.isGranted()).isTrue();
        assertThat(declined.scopes()).containsExactly("spark:messages_read");
        assertThat(declined.revision()).isEqualTo(2);
    }

    @Test
    void decliningAtFirstGrantsNothing() {
        Consent declined = decline();
        assertThat(declined.state()).isEqualTo(State.DECLINED);
        assertThat(declined.scopes()).isEmpty();
    }

    @Test
    void takingOneScopeBackNarrowsAndTheLastOneWithdraws() {
        Consent consent = agree(List.of("spark:messages_read", ADMIN), List.of("spark:messages_read", ADMIN));
        endings.withdraw(consent.id(), ADMIN, Actor.person());
        Consent narrowed = consents.find(consent.id()).orElseThrow();
        assertThat(narrowed.isGranted()).isTrue();
        assertThat(narrowed.scopes()).containsExactly("spark:messages_read");
        assertThat(narrowed.expanded()).containsExactly("spark:messages_read");
        endings.withdraw(consent.id(), "spark:messages_read", Actor.person());
        assertThat(consents.find(consent.id()).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void withdrawingTwiceIsOneChangeAndAgreeingAgainBeginsAnew() {
        Consent consent = agree(List.of("spark:all"), List.of("spark:all"));
        endings.withdraw(consent.id(), Actor.person());
        endings.withdraw(consent.id(), Actor.person());
        assertThat(consents.find(consent.id()).orElseThrow().revision()).isEqualTo(2);
        Consent again = agree(List.of("spark:rooms_read"), List.of("spark:rooms_read"));
        assertThat(again.id()).isEqualTo(consent.id());
        assertThat(again.scopes()).containsExactly("spark:rooms_read");
        assertThat(again.expanded()).containsExactly("spark:rooms_read");
        assertThat(history(consent.id()))
                .containsExactly(EventTypes.CONSENT_GRANTED, EventTypes.CONSENT_WITHDRAWN, EventTypes.CONSENT_GRANTED);
    }

    @Test
    void anOrganisationAgreesForItsPeopleAndTheHistorySaysWhoDidIt() {
        Consent consent = agreeForPerson("spark:messages_read").orElseThrow();
        assertThat(consent.scopes()).containsExactly("spark:messages_read");
        assertThat(agreeForPerson("spark:rooms_read").orElseThrow().scopes())
                .containsExactly("spark:rooms_read", "spark:messages_read");
        assertThat(actors(consent.id())).containsExactly("organization", "organization");
    }

    @Test
    void whoeverTookAnythingBackIsAskedFromThenOn() {
        Consent consent = agreeForPerson("spark:messages_read").orElseThrow();
        agreeForPerson("spark:rooms_read");
        endings.withdraw(consent.id(), "spark:rooms_read", Actor.person());
        assertThat(agreeForPerson("spark:rooms_read")).isEmpty();
        agree(List.of("spark:rooms_read"), List.of("spark:rooms_read"));
        // Agreeing to one thing says nothing of another.
        assertThat(agreeForPerson("spark:teams_read")).isEmpty();
        endings.withdraw(consent.id(), Actor.person());
        assertThat(agreeForPerson("spark:messages_read")).isEmpty();
        assertThat(consents.find(consent.id()).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void whoeverDeclinedIsNotOverruled() {
        decline();
        assertThat(agreeForPerson("spark:messages_read")).isEmpty();
    }

    private Optional<Consent> agreeForPerson(String scope) {
        return book.agreeForPerson(agreement(List.of(scope), List.of(scope)));
    }

    private List<String> actors(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT actor FROM consent_history WHERE consent_id = :id ORDER BY revision")
                .bind("id", id)
                .mapTo(String.class)
                .list());
    }

    private List<String> history(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT event FROM consent_history WHERE consent_id = :id ORDER BY revision")
                .bind("id", id)
                .mapTo(String.class)
                .list());
    }

    private Consent agree(List<String> asked, List<String> agreed) {
        return scene.agree(agreement(asked, agreed));
    }

    private Agreement agreement(List<String> asked, List<String> agreed) {
        return scene.agreement(person, client, asked, agreed);
    }

    private Consent decline() {
        return jdbi.inTransaction(tx -> book.decline(tx, person, client, "Test", Optional.empty()));
    }
}
