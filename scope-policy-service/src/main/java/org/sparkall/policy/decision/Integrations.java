package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sparkall.events.IntegrationEvent;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** The integrations' present status, from their events. */
@ApplicationScoped
class Integrations implements ReadModel<IntegrationEvent> {

    private final Map<String, IntegrationEvent> byClientId = new ConcurrentHashMap<>();

    /** Whether this integration may be used; an unknown one may not. */
    boolean isEnabled(String clientId) {
        IntegrationEvent integration = byClientId.get(clientId);
        return integration != null && integration.status() == IntegrationEvent.Status.ENABLED;
    }

    /** Every integration that may be used; a walk through all of them. */
    Stream<IntegrationEvent> enabled() {
        return byClientId.values().stream().filter(it -> it.status() == IntegrationEvent.Status.ENABLED);
    }

    @Override
    public Topic topic() {
        return Topic.INTEGRATIONS;
    }

    @Override
    public Class<IntegrationEvent> payload() {
        return IntegrationEvent.class;
    }

    /** It is none that may be used, as far as is known. */
    @Override
    public void unreadable(String clientId) {
        byClientId.remove(clientId);
    }

    @Override
    public void apply(ReceivedEvent<IntegrationEvent> event) {
        byClientId.merge(event.data().clientId(), event.data(), (old, it) -> it.revision() > old.revision() ? it : old);
    }
}
