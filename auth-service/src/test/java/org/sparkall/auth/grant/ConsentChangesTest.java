package org.sparkall.auth.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.ConsentEvent.State;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.events.EventTypes;
import org.sparkall.events.Outbox;
import org.sparkall.events.OutgoingEvent;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;
import org.sparkall.localstack.testing.LocalStackResource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ConsentChangesTest {

    @Inject
    ConsentChanges changes;

    @Inject
    GrantStore grants;

    @Inject
    ConsentStates consents;

    @Inject
    Jdbi jdbi;

    @Inject
    Outbox outbox;

    @Inject
    CurrentCatalog catalog;

    @BeforeEach
    void thereIsACatalog() {
        if (catalog.isPresent()) return;
        jdbi.useTransaction(tx -> outbox.append(
                tx,
                new OutgoingEvent(
                        Topic.SCOPE_CATALOG, "catalog", EventTypes.CATALOG_PUBLISHED, CatalogDocument.shipped())));
        await().atMost(Duration.ofSeconds(30)).until(catalog::isPresent);
    }

    @Test
    void whatComesTogetherConcernsEachForItself() {
        Grant kept = standing();
        Grant ended = standing();
        Grant forgotten = standing();
        handle(
                told(kept, State.GRANTED, 2, false),
                told(ended, State.WITHDRAWN, 2, false),
                told(forgotten, State.WITHDRAWN, 2, true),
                told(SampleGrant.of(UUID.randomUUID(), "spark:all"), State.GRANTED, 1, false));
        assertThat(stands(kept)).isTrue();
        assertThat(stands(ended)).isFalse();
        assertThat(personOf(ended)).isEqualTo(ended.person());
        assertThat(stands(forgotten)).isFalse();
        assertThat(personOf(forgotten)).isEqualTo("nobody");
    }

    @Test
    void revisionsOfOneConsentThatComeTogetherAllCount() {
        Grant grant = standing();
        // Without one in between nobody would know that it was ever taken back.
        handle(told(grant, State.WITHDRAWN, 2, false), told(grant, State.GRANTED, 3, false));
        assertThat(stands(grant)).isFalse();
    }

    @Test
    void whatIsOlderThanWhatIsKnownChangesNothing() {
        Grant grant = standing();
        handle(told(grant, State.GRANTED, 3, false));
        handle(told(grant, State.WITHDRAWN, 2, false));
        assertThat(stands(grant)).isTrue();
    }

    @Test
    void ofOnesWithOneThatNobodyCanReadNoneIsTakenIn() {
        Grant grant = standing();
        ConsentEvent poisoned = new ConsentEvent(
                "no uuid",
                "somebody",
                "client",
                null,
                State.WITHDRAWN,
                List.of(),
                List.of(),
                false,
                1,
                2,
                Instant.now(),
                false);
        assertThatThrownBy(() -> handle(told(grant, State.WITHDRAWN, 2, false), poisoned))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(stands(grant)).isTrue();
    }

    private Grant standing() {
        Grant grant = SampleGrant.of(UUID.randomUUID(), "spark:all");
        jdbi.useTransaction(tx -> {
            consents.expect(tx, grant.consentId(), 1);
            grants.insert(tx, grant, Instant.now());
        });
        return grant;
    }

    private static ConsentEvent told(Grant grant, State state, long revision, boolean erased) {
        return new ConsentEvent(
                grant.consentId().toString(),
                erased ? "nobody" : grant.person(),
                grant.clientId(),
                null,
                state,
                state == State.GRANTED ? grant.scopes() : List.of(),
                state == State.GRANTED ? grant.expanded() : List.of(),
                state == State.GRANTED,
                1,
                revision,
                Instant.now(),
                erased);
    }

    private void handle(ConsentEvent... events) {
        List<ReceivedEvent<ConsentEvent>> received = Stream.of(events)
                .map(it -> new ReceivedEvent<>(
                        UUID.randomUUID().toString(),
                        "consent.changed",
                        "/consent-service",
                        Instant.now(),
                        it.consentId(),
                        it))
                .toList();
        jdbi.useTransaction(tx -> changes.onAll(tx, received));
    }

    private boolean stands(Grant grant) {
        return jdbi.withHandle(handle -> grants.standing(handle, grant.id())).isPresent();
    }

    private String personOf(Grant grant) {
        Optional<String> person =
                jdbi.withHandle(handle -> handle.createQuery("SELECT person FROM grants WHERE id = :id")
                        .bind("id", grant.id())
                        .mapTo(String.class)
                        .findOne());
        return person.orElseThrow();
    }
}
