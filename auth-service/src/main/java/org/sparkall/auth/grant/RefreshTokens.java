package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.RefreshTokenStore.StoredRefreshToken;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;
import org.sparkall.seal.KeyedHash;

/**
 * Issues and rotates refresh tokens. Each is good once; using an old one ends the whole grant (RFC 9700 section 4.14.2). But for a few
 * seconds, and as long as its successor is unused, the same request is given the same successor again: an integration whose network lost
 * the answer, or that sent the request twice, keeps its grant, and there is still one live token.
 */
@ApplicationScoped
public class RefreshTokens {

    private static final GrantOutcome.Refused NO_TOKEN = new GrantOutcome.Refused(
            "The refresh token is unknown, expired, used, or belongs to another client, or its grant has ended.");

    private final Jdbi jdbi;
    private final RefreshTokenStore tokens;
    private final GrantStore grants;
    private final GrantGrowth growth;
    private final GrantEvents events;
    private final GrantEnding ending;
    private final TokenSettings settings;
    private final KeyedHash keyedHash;
    private final Clock clock = Clock.systemUTC();

    RefreshTokens(
            Jdbi jdbi,
            RefreshTokenStore tokens,
            GrantStore grants,
            GrantGrowth growth,
            GrantEvents events,
            GrantEnding ending,
            TokenSettings settings,
            KeyedHash keyedHash) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.grants = grants;
        this.growth = growth;
        this.events = events;
        this.ending = ending;
        this.settings = settings;
        this.keyedHash = keyedHash;
    }

    GrantOutcome.Standing issue(Handle tx, Grant grant, Instant now) {
        return keep(tx, grant, Secret.random(), now);
    }

    /** Makes the grant's tokens so far worthless; using one is no sign of theft: it may have been on its way. */
    void expire(Handle tx, Grant grant, Instant now) {
        tokens.expire(tx, grant.id(), now);
    }

    private GrantOutcome.Standing keep(Handle tx, Grant grant, Secret token, Instant now) {
        Instant expiresAt = now.plus(settings.refreshLifetime());
        tokens.insert(tx, token.hash(), grant.id(), now, expiresAt);
        return new GrantOutcome.Standing(grant, token, expiresAt);
    }

    /** The grant a refresh token could be used for now, without using it. */
    public Optional<Grant> peek(String clientId, Secret token) {
        return jdbi.withHandle(handle -> tokens.find(handle, token.hash())
                .filter(it -> !it.rotated() || isWithinGrace(it, clock.instant()))
                .flatMap(it -> grants.standing(handle, it.grantId()))
                .filter(grant -> grant.clientId().equals(clientId)));
    }

    /**
     * Rotates a refresh token.
     *
     * @param clientId the client that authenticated
     * @param dpopKey the thumbprint of the key it proved to hold; null when it proved none
     */
    public GrantOutcome rotate(String clientId, Secret token, @Nullable String dpopKey) {
        return jdbi.inTransaction(tx -> rotate(tx, clientId, token, dpopKey));
    }

    private GrantOutcome rotate(Handle tx, String clientId, Secret token, @Nullable String dpopKey) {
        Optional<StoredRefreshToken> found = tokens.find(tx, token.hash());
        // The grant is locked before its token: everybody who ends grants takes the locks in this order.
        Optional<Grant> standing = found.flatMap(it -> grants.lockStanding(tx, it.grantId()))
                .filter(grant -> grant.clientId().equals(clientId));
        if (standing.isEmpty()) return NO_TOKEN;
        Grant grant = standing.get();
        if (grant.dpopKey() != null && !grant.dpopKey().equals(dpopKey)) {
            return new GrantOutcome.Refused("The refresh token is bound to another DPoP key.");
        }
        StoredRefreshToken present = tokens.lock(tx, token.hash()).orElseThrow();
        Instant now = clock.instant();
        if (present.rotated()) return again(tx, grant, token, present, now);
        if (now.isAfter(present.expiresAt())) return NO_TOKEN;
        tokens.markRotated(tx, token.hash(), now);
        Grant following = growth.follow(tx, grant);
        events.refreshed(tx, following);
        return keep(tx, following, successor(token), now);
    }

    /** A token that was used before: its unused successor once more, for a short while; after that, somebody stole it. */
    private GrantOutcome again(Handle tx, Grant grant, Secret token, StoredRefreshToken used, Instant now) {
        Secret next = successor(token);
        Optional<StoredRefreshToken> unused =
                tokens.find(tx, next.hash()).filter(it -> !it.rotated() && isWithinGrace(used, now));
        if (unused.isEmpty()) {
            ending.endReused(tx, grant.id(), Reason.REFRESH_TOKEN_REUSED);
            return NO_TOKEN;
        }
        // The grant was changed since, and its refresh tokens ended with that: nobody stole one.
        if (!now.isBefore(unused.get().expiresAt())) return NO_TOKEN;
        return new GrantOutcome.Standing(grant, next, unused.get().expiresAt());
    }

    private boolean isWithinGrace(StoredRefreshToken used, Instant now) {
        return used.rotatedAt()
                .filter(at -> now.isBefore(at.plus(settings.refreshGrace())))
                .isPresent();
    }

    /** Computed, not drawn: whoever sends the same token twice gets the same successor, and only its hash needs to be kept. */
    private Secret successor(Secret token) {
        return Secret.of(keyedHash.of("refresh-token-successor", token.value()));
    }
}
