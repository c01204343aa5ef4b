package org.sparkall.policy.decision;

import com.github.benmanes.caffeine.cache.Interner;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
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

    /**
     * What people said to one integration.
     *
     * @param byPerson by the person's id, whatever became of it
     * @param standing the ids of those who agree now, in order
     */
    private record OfClient(Map<String, StandingConsent> byPerson, NavigableSet<String> standing) {

        OfClient() {
            this(new ConcurrentHashMap<>(), new ConcurrentSkipListSet<>());
        }

        /** Whoever the person was, nothing of them stays; this is rare enough to look through all. */
        void forget(String consentId) {
            byPerson.values().removeIf(it -> {
                boolean isIt = it.id().equals(consentId);
                if (isIt) standing.remove(it.person());
                return isIt;
            });
        }
    }

    private final Map<String, OfClient> byClient = new ConcurrentHashMap<>();
    private final Interner<ConsentTerms> terms = Interner.newWeakInterner();
    private final Interner<String> organizations = Interner.newWeakInterner();

    /** The consent between this person and this integration, whatever became of it. */
    Optional<StandingConsent> find(String person, String clientId) {
        OfClient client = byClient.get(clientId);
        return client == null
                ? Optional.empty()
                : Optional.ofNullable(client.byPerson().get(person));
    }

    /** The ids of those who agree to this integration now and come after this one, in order; a live view. */
    Iterable<String> standing(String clientId, String after) {
        OfClient client = byClient.get(clientId);
        return client == null ? List.of() : client.standing().tailSet(after, false);
    }

    /** Every consent that stands; a walk through all of them. */
    Stream<StandingConsent> standing() {
        return byClient.values().stream()
                .flatMap(it -> it.byPerson().values().stream())
                .filter(StandingConsent::isGranted);
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
        byClient.values().forEach(it -> it.forget(consentId));
    }

    @Override
    public void apply(ReceivedEvent<ConsentEvent> event) {
        ConsentEvent consent = event.data();
        OfClient client = byClient.computeIfAbsent(consent.clientId(), it -> new OfClient());
        if (consent.erased()) {
            client.forget(consent.consentId());
            return;
        }
        StandingConsent newest = client.byPerson().merge(consent.person(), standing(consent), StandingConsent::orNewer);
        if (newest.isGranted()) {
            client.standing().add(consent.person());
        } else {
            client.standing().remove(consent.person());
        }
    }

    private StandingConsent standing(ConsentEvent consent) {
        String organization = consent.organization();
        return new StandingConsent(
                consent,
                organization == null ? null : organizations.intern(organization),
                terms.intern(new ConsentTerms(consent)));
    }
}
