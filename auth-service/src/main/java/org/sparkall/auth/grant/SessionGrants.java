package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The sessions at Keycloak and the grants that were given in them. A session's end and the opening of grants in it exclude one another, so
 * that no grant opens unseen beside the end of its session.
 */
@ApplicationScoped
public class SessionGrants {

    private final GrantStore store;

    SessionGrants(GrantStore store) {
        this.store = store;
    }

    /**
     * Takes the end of a session down.
     *
     * @return whether it was news
     */
    public boolean end(Handle tx, String sessionId, Instant now) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:id, 0))")
                .bind("id", sessionId)
                .map((row, context) -> true)
                .one();
        return tx.createUpdate("INSERT INTO ended_session (session_id, ended_at) VALUES (:id, :now)"
                                + " ON CONFLICT DO NOTHING")
                        .bind("id", sessionId)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1;
    }

    /** Whether a session has ended; if not, it does not end before the transaction does. */
    boolean hasEnded(Handle tx, String sessionId) {
        return tx.createQuery("SELECT pg_advisory_xact_lock_shared(hashtextextended(:id, 0));"
                        + " SELECT EXISTS (SELECT 1 FROM ended_session WHERE session_id = :id)")
                .bind("id", sessionId)
                .execute(new SecondAnswer<>((row, context) -> row.getBoolean(1)));
    }

    /** The grants that stand, kept from changes by others until the transaction ends. */
    public List<Grant> lockStanding(Handle tx, String sessionId) {
        return store.lockStandingOfSession(tx, sessionId);
    }
}
