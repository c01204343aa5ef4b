package org.sparkall.consent.use;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.sparkall.events.BatchHandler;
import org.sparkall.events.EventTypes;
import org.sparkall.events.GrantEvent;
import org.sparkall.events.ReceivedEvent;
import org.sparkall.events.Topic;

/** A grant that was opened or refreshed is its consent in use; a consent that ends when it is not used gets its time again. */
@ApplicationScoped
public class LastUse implements BatchHandler<GrantEvent> {

    private static final Set<String> USES =
            Set.of(EventTypes.GRANT_OPENED, EventTypes.GRANT_CHANGED, EventTypes.GRANT_REFRESHED);

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
        return USES.contains(type);
    }

    /** What is older than what is known changes nothing. */
    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public void onAll(Handle tx, List<ReceivedEvent<GrantEvent>> events) {
        tx.createUpdate("UPDATE consent SET last_used_at = at, warned_at = CASE WHEN expiry = 'unused' THEN NULL"
                        + " ELSE warned_at END, expires_at = CASE WHEN expiry = 'unused' AND state = 'granted'"
                        + " THEN greatest(expires_at, at + make_interval(days => expiry_days)) ELSE expires_at END"
                        + " FROM (SELECT CAST(consent_id AS uuid) AS used, max(CAST(used_at AS timestamptz)) AS at"
                        + " FROM unnest(:ids, :times) AS uses (consent_id, used_at) GROUP BY 1) AS latest"
                        + " WHERE id = used AND (last_used_at IS NULL OR last_used_at < at)")
                .bindArray(
                        "ids",
                        String.class,
                        events.stream().map(it -> it.data().consentId()).toList())
                .bindArray(
                        "times",
                        String.class,
                        events.stream().map(it -> it.time().toString()).toList())
                .execute();
    }
}
