package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sparkall.events.ConsentEvent;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** Every person's word to every integration, from the consents' events. */
@ApplicationScoped
class Consents implements ReadModel<ConsentEvent> {

    private record Between(String person, String clientId) {}

    private final Map<Between, StandingConsent> all = new ConcurrentHashMap<>();

    /** The consent between this person and this integration, whatever became of it. */
    Optional<StandingConsent> find(String person, String clientId) {
        return Optional.ofNullable(all.get(new Between(person, clientId)));
    }

    /** Every consent that stands; a walk through all of them. */
    Stream<StandingConsent> standing() {
        return all.values().stream().filter(StandingConsent::isGranted);
    }

    @Override
    public Topic topic() {
        return Topic.CONSENTS;
    }

    @Override
    public Class<ConsentEvent> payload() {
        return ConsentEvent.class;
    }

    @Override
    public void apply(ReceivedEvent<ConsentEvent> event) {
        ConsentEvent consent = event.data();
        all.merge(
                new Between(consent.person(), consent.clientId()),
                new StandingConsent(consent),
                StandingConsent::orNewer);
    }
}
