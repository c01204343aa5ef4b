package org.sparkall.auth.logout;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.grant.Grant;
import org.sparkall.auth.grant.GrantEnding;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.SessionGrants;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;
import org.sparkall.events.CurrentCatalog;
import org.sparkall.scope.ScopeKind;

/**
 * What the end of a session at Keycloak brings with it, in one transaction: no cookie of this service speaks of it any more, on any replica;
 * integrations that signed the person in are to be told; grants that only sign the person in end. All other grants stand: see decision 9.
 */
@ApplicationScoped
class EndedSessions implements ExpiringRows {

    private static final String OPENID = "openid";
    /** Longer than any cookie or ID token of Keycloak's could be shown here. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Jdbi jdbi;
    private final SessionGrants grants;
    private final GrantEnding ending;
    private final IntegrationRegistry registry;
    private final LogoutDeliveries deliveries;
    private final CurrentCatalog catalog;
    private final Clock clock = Clock.systemUTC();

    EndedSessions(
            Jdbi jdbi,
            SessionGrants grants,
            GrantEnding ending,
            IntegrationRegistry registry,
            LogoutDeliveries deliveries,
            CurrentCatalog catalog) {
        this.jdbi = jdbi;
        this.grants = grants;
        this.ending = ending;
        this.registry = registry;
        this.deliveries = deliveries;
        this.catalog = catalog;
    }

    /** Takes the end down; being told twice is harmless. */
    void end(String sessionId) {
        jdbi.useTransaction(tx -> {
            if (grants.end(tx, sessionId, clock.instant())) follow(tx, sessionId);
        });
    }

    boolean contains(String sessionId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM ended_session WHERE session_id = :id)")
                        .bind("id", sessionId)
                        .mapTo(Boolean.class)
                        .one());
    }

    private void follow(Handle tx, String sessionId) {
        List<Grant> signIns = grants.lockStanding(tx, sessionId).stream()
                .filter(it -> it.scopes().contains(OPENID))
                .toList();
        Map<String, String> personByClient = new LinkedHashMap<>();
        signIns.forEach(it -> personByClient.put(it.clientId(), it.person()));
        Instant now = clock.instant();
        personByClient.forEach((clientId, person) -> {
            if (wantsToKnow(tx, clientId)) deliveries.add(tx, clientId, person, sessionId, now);
        });
        signIns.stream().filter(this::onlySignsIn).forEach(it -> ending.end(tx, it.id(), Reason.SIGNED_OUT));
    }

    private boolean wantsToKnow(Handle tx, String clientId) {
        return registry.byClientId(tx, clientId)
                .filter(Integration::isEnabled)
                .flatMap(it -> it.settings().backchannelLogoutUri())
                .isPresent();
    }

    private boolean onlySignsIn(Grant grant) {
        return catalog.get().ofKind(ScopeKind.IDENTITY).wireNames().containsAll(grant.scopes());
    }

    @Override
    public Expiry expiry() {
        return new Expiry("ended_session", "ended_at", MEMORY);
    }
}
