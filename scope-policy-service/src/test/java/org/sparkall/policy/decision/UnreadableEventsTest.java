package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.ReceivedEvent;

/** What a later event says that cannot be read may be the end of it. */
class UnreadableEventsTest {

    @Test
    void aConsentDoesNotStandOnWhatWasKnownBefore() {
        Consents consents = new Consents();
        consents.apply(event(consent("one", "alice")));
        consents.apply(event(consent("two", "bob")));
        consents.unreadable("one");
        consents.unreadable("poison");
        assertThat(consents.find("alice", "client")).isEmpty();
        assertThat(consents.find("bob", "client")).isPresent();
        assertThat(consents.after("client", ""))
                .extracting(StandingConsent::person)
                .containsExactly("bob");
    }

    @Test
    void anIntegrationIsNotUsedOnWhatWasKnownBefore() {
        Integrations integrations = new Integrations();
        integrations.apply(event(new IntegrationEvent(
                "client", IntegrationEvent.Status.ENABLED, "confidential", List.of(), List.of(), 1)));
        integrations.unreadable("client");
        assertThat(integrations.isEnabled("client")).isFalse();
    }

    private static ConsentEvent consent(String id, String person) {
        return new ConsentEvent(
                id,
                person,
                "client",
                null,
                ConsentEvent.State.GRANTED,
                List.of("spark:all"),
                List.of("spark:messages_read"),
                true,
                1,
                1,
                Instant.EPOCH,
                false);
    }

    private static <T> ReceivedEvent<T> event(T data) {
        return new ReceivedEvent<>("id", "type", "/test", Instant.EPOCH, "key", data);
    }
}
