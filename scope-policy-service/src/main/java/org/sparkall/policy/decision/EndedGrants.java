package org.sparkall.policy.decision;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sparkall.events.EventTypes;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.ReadModel;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** The grants that ended within the memory of the topic, which is longer than any access token lives. */
@ApplicationScoped
class EndedGrants implements ReadModel<GrantEvent> {

    private static final Duration MEMORY = Duration.ofDays(30);

    private record End(String grantId, Instant at) {}

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    /** Touched by the one thread that applies events. */
    private final Deque<End> inOrder = new ArrayDeque<>();

    boolean contains(String grantId) {
        return ended.contains(grantId);
    }

    @Override
    public Topic topic() {
        return Topic.GRANTS;
    }

    @Override
    public Class<GrantEvent> payload() {
        return GrantEvent.class;
    }

    @Override
    public boolean concerns(String type) {
        return type.equals(EventTypes.GRANT_ENDED);
    }

    @Override
    public void apply(ReceivedEvent<GrantEvent> event) {
        if (ended.add(event.data().grantId())) inOrder.add(new End(event.data().grantId(), event.time()));
        Instant forgotten = Instant.now().minus(MEMORY);
        for (End oldest = inOrder.peek(); oldest != null && oldest.at().isBefore(forgotten); oldest = inOrder.peek()) {
            ended.remove(oldest.grantId());
            inOrder.remove();
        }
    }
}
