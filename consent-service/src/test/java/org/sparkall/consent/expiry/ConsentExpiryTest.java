package org.sparkall.consent.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkall.consent.history.ConsentHistory;
import org.sparkall.consent.history.HistoryEntry;
import org.sparkall.consent.record.Consent;
import org.sparkall.consent.record.Consents;
import org.sparkall.consent.record.Scene;
import org.sparkall.consent.record.State;
import org.sparkall.consent.use.LastUse;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.localstack.testing.LocalStackResource;

/** In an installation where consents end after 30 days without use. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
@TestProfile(ConsentExpiryTest.AfterThirtyDaysWithoutUse.class)
class ConsentExpiryTest {

    /** The settings. */
    public static class AfterThirtyDaysWithoutUse implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sparkall.consent.expiry.policy", "unused",
                    "sparkall.consent.expiry.days", "30",
                    "sparkall.consent.expiry.check-interval", "PT1S");
        }
    }

    @Inject
    Scene scene;

    @Inject
    Consents consents;

    @Inject
    ConsentHistory history;

    @Inject
    LastUse lastUse;

    @Inject
    Jdbi jdbi;

    private final String person = "person-" + UUID.randomUUID();

    @BeforeEach
    void begin() {
        scene.begin();
    }

    @Test
    void aConsentKnowsWhenItWillEnd() {
        Instant now = Instant.now();
        assertThat(agree().life().expiresAt().orElseThrow())
                .isCloseTo(now.plus(Duration.ofDays(30)), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void whatIsUsedGetsItsTimeAgain() {
        Consent consent = agree();
        Instant used = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
        use(consent, "grant.refreshed", used);
        Consent later = present(consent);
        assertThat(later.life().lastUsedAt()).contains(used);
        assertThat(later.life().expiresAt()).contains(used.plus(Duration.ofDays(30)));
        // Events may come late: what is older than what is known says nothing.
        use(consent, "grant.refreshed", used.minus(Duration.ofDays(3)));
        assertThat(present(consent).life().lastUsedAt()).contains(used);
    }

    @Test
    void ofUsesThatComeTogetherTheLatestCountsForEachConsent() {
        Consent one = agree();
        Consent other = scene.agree("person-" + UUID.randomUUID(), "client", "spark:all");
        Instant used = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
        Instant usedOther = used.plusSeconds(1);
        jdbi.useTransaction(tx -> lastUse.onAll(
                tx,
                List.of(
                        useOf(one, "grant.refreshed", used.minusSeconds(5)),
                        useOf(other, "grant.refreshed", usedOther),
                        useOf(one, "grant.refreshed", used),
                        useOf(one, "grant.refreshed", used.minusSeconds(1)))));
        assertThat(present(one).life().lastUsedAt()).contains(used);
        assertThat(present(one).life().expiresAt()).contains(used.plus(Duration.ofDays(30)));
        assertThat(present(other).life().lastUsedAt()).contains(usedOther);
    }

    @Test
    void theEndOfAGrantIsNoUse() {
        assertThat(lastUse.concerns("grant.refreshed")).isTrue();
        assertThat(lastUse.concerns("grant.ended")).isFalse();
    }

    @Test
    void whatIsDueEndsByItselfAndItsHistorySaysWhy() {
        Consent consent = agree();
        endAt(consent, "now() - interval '1 second'");
        await().until(() -> present(consent).state() == State.EXPIRED);
        List<HistoryEntry> entries = jdbi.withHandle(handle -> history.of(handle, consent.id()));
        assertThat(entries.getLast().event()).isEqualTo("consent.expired");
        assertThat(entries.getLast().actor().wireName()).isEqualTo("expiry");
        assertThat(present(consent).scopes()).isEmpty();
        assertThat(events(consent, "consent.expired")).hasSize(1);
    }

    @Test
    void somebodyWhoAgreesAgainJustThenIsNotOverruled() {
        Consent consent = agree();
        try (Handle somebody = jdbi.open().begin()) {
            somebody.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))")
                    .bind("key", person + " client")
                    .map((row, context) -> true)
                    .one();
            endAt(consent, "now() - interval '1 second'");
            await().during(Duration.ofSeconds(2)).until(() -> present(consent).isGranted());
            endAt(consent, "now() + interval '30 days'");
            somebody.commit();
        }
        await().during(Duration.ofSeconds(2)).until(() -> present(consent).isGranted());
    }

    @Test
    void thatAConsentWillEndSoonIsSaidOnce() {
        Consent consent = agree();
        endAt(consent, "now() + interval '6 days'");
        await().until(() -> warnedAt(consent) != null);
        Instant warned = warnedAt(consent);
        await().during(Duration.ofSeconds(2)).until(() -> warned.equals(warnedAt(consent)));
    }

    private Consent agree() {
        return scene.agree(person, "client", "spark:all");
    }

    private Consent present(Consent it) {
        return consents.find(it.id()).orElseThrow();
    }

    private void use(Consent it, String type, Instant at) {
        jdbi.useTransaction(tx -> lastUse.on(tx, useOf(it, type, at)));
    }

    private ReceivedEvent<GrantEvent> useOf(Consent it, String type, Instant at) {
        GrantEvent event = new GrantEvent("grant", it.id().toString(), person, "client", it.scopes(), 1, null);
        return new ReceivedEvent<>(UUID.randomUUID().toString(), type, "/auth-service", at, "grant", event);
    }

    private void endAt(Consent it, String time) {
        jdbi.useHandle(handle -> handle.execute("UPDATE consent SET expires_at = " + time + " WHERE id = ?", it.id()));
    }

    private Instant warnedAt(Consent it) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT warned_at FROM consent WHERE id = :id")
                .bind("id", it.id())
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
    }

    private List<HistoryEntry> events(Consent it, String type) {
        return jdbi.withHandle(handle -> history.of(handle, it.id())).stream()
                .filter(entry -> entry.event().equals(type))
                .toList();
    }
}
