package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The grants that were given in one session at Keycloak. */
@ApplicationScoped
public class SessionGrants {

    private final GrantStore store;

    SessionGrants(GrantStore store) {
        this.store = store;
    }

    /** Those that stand, kept from changes by others until the transaction ends. */
    public List<Grant> lockStanding(Handle tx, String sessionId) {
        return store.lockStandingOfSession(tx, sessionId);
    }
}
