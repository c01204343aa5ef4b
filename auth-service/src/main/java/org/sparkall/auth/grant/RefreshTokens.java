package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.RefreshTokenStore.StoredRefreshToken;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;

/** Issues and rotates refresh tokens. Each is good once; using an old one ends the whole grant (RFC 9700 section 4.14.2). */
@ApplicationScoped
public class RefreshTokens {

    private static final GrantOutcome.Refused NO_TOKEN = new GrantOutcome.Refused(
            "The refresh token is unknown, expired, used, or belongs to another client, or its grant has ended.");

    private final Jdbi jdbi;
    private final RefreshTokenStore tokens;
    private final GrantStore grants;
    private final GrantEvents events;
    private final GrantEnding ending;
    private final TokenSettings settings;
    private final Clock clock = Clock.systemUTC();

    RefreshTokens(
            Jdbi jdbi,
            RefreshTokenStore tokens,
            GrantStore grants,
            GrantEvents events,
            GrantEnding ending,
            TokenSettings settings) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.grants = grants;
        this.events = events;
        this.ending = ending;
        this.settings = settings;
    }

    GrantOutcome.Standing issue(Handle tx, Grant grant, Instant now) {
        Secret token = Secret.random();
        Instant expiresAt = now.plus(settings.refreshLifetime());
        tokens.insert(tx, token.hash(), grant.id(), now, expiresAt);
        return new GrantOutcome.Standing(grant, token, expiresAt);
    }

    /** The grant a refresh token could be used for now, without using it. */
    public Optional<Grant> peek(String clientId, Secret token) {
        return jdbi.withHandle(handle -> tokens.find(handle, token.hash())
                .filter(it -> !it.rotated())
                .flatMap(it -> grants.standing(handle, it.grantId()))
                .filter(grant -> grant.clientId().equals(clientId)));
    }

    /**
     * Rotates a refresh token.
     *
     * @param clientId the client that authenticated
     */
    public GrantOutcome rotate(String clientId, Secret token) {
        return jdbi.inTransaction(tx -> rotate(tx, clientId, token.hash()));
    }

    private GrantOutcome rotate(Handle tx, String clientId, Secret.Hash hash) {
        Optional<StoredRefreshToken> found = tokens.find(tx, hash);
        // The grant is locked before its token: everybody who ends grants takes the locks in this order.
        Optional<Grant> standing = found.flatMap(it -> grants.lockStanding(tx, it.grantId()))
                .filter(grant -> grant.clientId().equals(clientId));
        if (standing.isEmpty()) return NO_TOKEN;
        StoredRefreshToken present = tokens.lock(tx, hash).orElseThrow();
        Instant now = clock.instant();
        if (present.rotated()) {
            ending.endReused(tx, present.grantId(), Reason.REFRESH_TOKEN_REUSED);
            return NO_TOKEN;
        }
        if (now.isAfter(present.expiresAt())) return NO_TOKEN;
        tokens.markRotated(tx, hash, now);
        events.refreshed(tx, standing.get());
        return issue(tx, standing.get(), now);
    }
}
