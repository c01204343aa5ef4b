package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Ends grants: no refresh, no introspection and no decision says yes for one that ended. Ending twice is harmless. */
@ApplicationScoped
public class GrantEnding {

    private static final Logger LOG = Logger.getLogger(GrantEnding.class);

    private final GrantStore store;
    private final GrantEvents events;
    private final Clock clock = Clock.systemUTC();

    GrantEnding(GrantStore store, GrantEvents events) {
        this.store = store;
        this.events = events;
    }

    /** Why a grant ended. */
    public enum Reason {
        CONSENT_WITHDRAWN,
        CONSENT_EXPIRED,
        INTEGRATION_DELETED,
        REVOKED,
        REFRESH_TOKEN_REUSED,
        CODE_REUSED,
        SIGNED_OUT,
        ORGANIZATION_BLOCKED,
        ENDED_BY_OPERATOR,
        /** The database was brought back to an earlier state, and nobody knows whether the grant had ended since. */
        RESTORED;

        /** The reason as events carry it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Ends one grant, if it still stands.
     *
     * @return the grant as it stood; empty when it did not
     */
    public Optional<Grant> end(Handle tx, UUID grantId, Reason reason) {
        Optional<Grant> standing = store.lockStanding(tx, grantId);
        standing.ifPresent(grant -> end(tx, grant, reason));
        return standing;
    }

    /** Ends every grant that rests on this consent as it was before this revision. */
    public void endOfConsent(Handle tx, UUID consentId, long revision, Reason reason) {
        store.lockStandingOfConsent(tx, consentId, revision).forEach(grant -> end(tx, grant, reason));
    }

    /** Ends every grant of this integration. */
    public void endOfClient(Handle tx, String clientId, Reason reason) {
        store.lockStandingOfClient(tx, clientId).forEach(grant -> end(tx, grant, reason));
    }

    /** Ends every grant that people of this organisation gave this integration. */
    public void endInOrganization(Handle tx, String organization, String clientId, Reason reason) {
        store.lockStandingInOrganization(tx, organization, clientId).forEach(grant -> end(tx, grant, reason));
    }

    /** Ends a grant because somebody used a code or refresh token again: one of the users stole it (RFC 9700 section 4.14.2). */
    public void endReused(Handle tx, UUID grantId, Reason reason) {
        store.lockStanding(tx, grantId).ifPresent(grant -> {
            LOG.warnf("grant %s ends: %s", grantId, reason.wireName());
            events.reuseDetected(tx, grant, reason.wireName());
            end(tx, grant, reason);
        });
    }

    private void end(Handle tx, Grant grant, Reason reason) {
        store.end(tx, grant.id(), reason.wireName(), clock.instant());
        events.ended(tx, grant, reason.wireName());
    }
}
