package org.sparkall.consent.record;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.consent.record.ConsentBook.Agreement;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.Topic;
import org.sparkall.localstack.testing.LocalStackResource;
import org.sparkall.scope.ScopeCatalog;
import org.sparkall.scope.ScopeSet;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConsentBookTest {

    private static final String ADMIN = "spark-admin:people_read";

    @Inject
    ConsentBook book;

    @Inject
    Jdbi jdbi;

    @Inject
    Outbox outbox;

    @Inject
    CurrentCatalog catalog;

    private final String person = "person-" + UUID.randomUUID();
    private final String client = "client-" + UUID.randomUUID();

    @BeforeEach
    void publishCatalog() {
        if (!catalog.isPresent()) {
            jdbi.useTransaction(tx -> outbox.append(
                    tx,
                    new OutgoingEvent(
                            Topic.SCOPE_CATALOG, "catalog", EventTypes.CATALOG_PUBLISHED, CatalogDocument.shipped())));
            await().until(catalog::isPresent);
        }
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
        book.withdraw(consent.id(), ADMIN, person);
        Consent narrowed = book.find(consent.id()).orElseThrow();
        assertThat(narrowed.isGranted()).isTrue();
        assertThat(narrowed.scopes()).containsExactly("spark:messages_read");
        assertThat(narrowed.expanded()).containsExactly("spark:messages_read");
        book.withdraw(consent.id(), "spark:messages_read", person);
        assertThat(book.find(consent.id()).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void withdrawingTwiceIsOneChangeAndAgreeingAgainBeginsAnew() {
        Consent consent = agree(List.of("spark:all"), List.of("spark:all"));
        book.withdraw(consent.id(), person);
        book.withdraw(consent.id(), person);
        assertThat(book.find(consent.id()).orElseThrow().revision()).isEqualTo(2);
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
        assertThat(actors(consent.id())).containsExactly("organization:acme", "organization:acme");
    }

    @Test
    void whoeverTookAnythingBackIsAskedFromThenOn() {
        Consent consent = agreeForPerson("spark:messages_read").orElseThrow();
        agreeForPerson("spark:rooms_read");
        book.withdraw(consent.id(), "spark:rooms_read", person);
        assertThat(agreeForPerson("spark:rooms_read")).isEmpty();
        agree(List.of("spark:rooms_read"), List.of("spark:rooms_read"));
        // Agreeing to one thing says nothing of another.
        assertThat(agreeForPerson("spark:teams_read")).isEmpty();
        book.withdraw(consent.id(), person);
        assertThat(agreeForPerson("spark:messages_read")).isEmpty();
        assertThat(book.find(consent.id()).orElseThrow().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void whoeverDeclinedIsNotOverruled() {
        decline();
        assertThat(agreeForPerson("spark:messages_read")).isEmpty();
    }

    private Optional<Consent> agreeForPerson(String scope) {
        return book.agreeForPerson("acme", agreement(List.of(scope), List.of(scope)));
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
        return jdbi.inTransaction(tx -> book.agree(tx, agreement(asked, agreed)));
    }

    private Agreement agreement(List<String> asked, List<String> agreed) {
        ScopeCatalog rules = catalog.get();
        ScopeSet agreedSet = rules.knownTexts(agreed);
        return new Agreement(
                person,
                client,
                Optional.of("acme"),
                "Test",
                rules.knownTexts(asked),
                agreedSet,
                rules.concrete(agreedSet));
    }

    private Consent decline() {
        return jdbi.inTransaction(tx -> book.decline(tx, person, client, "Test"));
    }
}
