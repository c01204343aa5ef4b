package org.sparkall.policy.decision;

import com.github.benmanes.caffeine.cache.Interner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Every person's word to every integration, from the consents' events; by integration, so that no question goes through all of them. */
@ApplicationScoped
@RegisterForReflection(
        // What Caffeine picks for its interners, by name.
        classNames = {"com.github.benmanes.caffeine.cache.WS", "com.github.benmanes.caffeine.cache.Interned"})
class Consents implements ReadModel<ConsentEvent> {

    /** By client, then by the person's subject, in order. */
    private final Map<String, ConcurrentNavigableMap<CompactId, StandingConsent>> byClient = new ConcurrentHashMap<>();

    private final Interner<ConsentTerms> terms = Interner.newWeakInterner();
    private final Interner<String> organizations = Interner.newWeakInterner();

    /** The consent between this person and this integration, whatever became of it. */
    Optional<StandingConsent> find(String person, String clientId) {
        return Optional.ofNullable(of(clientId).get(CompactId.of(person)));
    }

    /** The consents to this integration of those whose subjects come after this one, in their order, whatever became of them; a live view. */
    Collection<StandingConsent> after(String clientId, String subject) {
        return of(clientId).tailMap(CompactId.of(subject), false).values();
    }

    /** Every consent that stands; a walk through all of them. */
    Stream<StandingConsent> standing() {
        return byClient.values().stream().flatMap(it -> it.values().stream()).filter(StandingConsent::isGranted);
    }

    private NavigableMap<CompactId, StandingConsent> of(String clientId) {
        NavigableMap<CompactId, StandingConsent> client = byClient.get(clientId);
        return client == null ? Collections.emptyNavigableMap() : client;
    }

    @Override
    public Topic topic() {
        return Topic.CONSENTS;
    }

    @Override
    public Class<ConsentEvent> payload() {
        return ConsentEvent.class;
    }

    /** Nobody agreed, as far as is known. */
    @Override
    public void unreadable(String consentId) {
        CompactId id = CompactId.of(consentId);
        byClient.values().forEach(it -> forget(it, id));
    }

    @Override
    public void apply(ReceivedEvent<ConsentEvent> event) {
        ConsentEvent consent = event.data();
        ConcurrentNavigableMap<CompactId, StandingConsent> client =
                byClient.computeIfAbsent(consent.clientId(), it -> new ConcurrentSkipListMap<>());
        if (consent.erased()) {
            forget(client, CompactId.of(consent.consentId()));
        } else {
            StandingConsent stated = standing(consent);
            client.merge(stated.key(), stated, StandingConsent::orNewer);
        }
    }

    /** Whoever the person was, nothing of them stays; this is rare enough to look through all. */
    private static void forget(Map<CompactId, StandingConsent> client, CompactId consentId) {
        client.values().removeIf(it -> it.is(consentId));
    }

    private StandingConsent standing(ConsentEvent consent) {
        String organization = consent.organization();
        return new StandingConsent(
                consent,
                organization == null ? null : organizations.intern(organization),
                terms.intern(new ConsentTerms(consent)));
    }
}
