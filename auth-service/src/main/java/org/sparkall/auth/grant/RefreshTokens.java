package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.grant.GrantEnding.Reason;
import org.sparkall.auth.grant.RefreshTokenStore.Rotation;
import org.sparkall.auth.grant.RefreshTokenStore.Rotations;
import org.sparkall.auth.grant.RefreshTokenStore.StandingRefreshToken;
import org.sparkall.auth.grant.RefreshTokenStore.StoredRefreshToken;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.auth.secret.Secret;
import org.sparkall.events.Outbox;
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
    private final GrantGrowth growth;
    private final GrantEvents events;
    private final GrantEnding ending;
    private final TokenSettings settings;
    private final KeyedHash keyedHash;
    private final Clock clock = Clock.systemUTC();
    private final GroupedCalls<Secret.Hash, Optional<StandingRefreshToken>> looks;
    private final GroupedCalls<ToldRotation, Optional<Instant>> rotations;

    RefreshTokens(
            Jdbi jdbi,
            RefreshTokenStore tokens,
            GrantGrowth growth,
            GrantEvents events,
            GrantEnding ending,
            TokenSettings settings,
            KeyedHash keyedHash) {
        this.jdbi = jdbi;
        this.tokens = tokens;
        this.growth = growth;
        this.events = events;
        this.ending = ending;
        this.settings = settings;
        this.keyedHash = keyedHash;
        this.looks = new GroupedCalls<>(hashes -> jdbi.withHandle(handle -> tokens.standing(handle, hashes)));
        this.rotations = new GroupedCalls<>(this::rotateAll);
    }

    GrantOutcome.Standing issue(Handle tx, Grant grant, Instant now) {
        Secret token = Secret.random();
        Instant expiresAt = now.plus(settings.refreshLifetime());
        tokens.insert(tx, token.hash(), grant.id(), now, expiresAt);
        return new GrantOutcome.Standing(grant, token, expiresAt);
    }

    /** Makes the grant's tokens so far worthless; using one is no sign of theft: it may have been on its way. */
    void expire(Handle tx, Grant grant, Instant now) {
        tokens.expire(tx, grant.id(), now);
    }

    /**
     * Rotates a refresh token.
     *
     * @param clientId the client that authenticated
     * @param dpopKey the thumbprint of the key it proved to hold; null when it proved none
     * @param judge is shown the grant before anything has changed; when it throws, the token stays as it was
     */
    public GrantOutcome rotate(String clientId, Secret token, @Nullable String dpopKey, Consumer<Grant> judge) {
        return rotateAtOnce(clientId, token, dpopKey, judge)
                .orElseGet(() -> jdbi.inTransaction(tx -> rotate(tx, clientId, token, dpopKey, judge)));
    }

    /**
     * The ordinary case, in two round trips to the database instead of four, which all share that come at the same time: a look, and one
     * statement that changes all if nothing has changed since.
     *
     * @return empty when it is no ordinary case; then nothing has changed
     */
    private Optional<GrantOutcome> rotateAtOnce(
            String clientId, Secret token, @Nullable String dpopKey, Consumer<Grant> judge) {
        Optional<StandingRefreshToken> found = looks.call(token.hash())
                .filter(it -> it.grant().clientId().equals(clientId))
                .filter(it -> !isBoundElsewhere(it.grant(), dpopKey))
                .filter(it -> !it.token().rotated());
        if (found.isEmpty()) return Optional.empty();
        Grant grant = found.get().grant();
        judge.accept(grant);
        if (!growth.following(grant).equals(grant)) return Optional.empty();
        Secret next = successor(token);
        Rotation rotation = new Rotation(found.get(), token.hash(), next.hash());
        try {
            return rotations
                    .call(new ToldRotation(rotation, events.ofRefresh(grant)))
                    .map(expiresAt -> new GrantOutcome.Standing(grant, next, expiresAt));
        } catch (StatementException e) {
            // What became of it the other way finds out.
            return Optional.empty();
        }
    }

    /** A rotation with the event that tells of it. */
    private record ToldRotation(Rotation rotation, Outbox.Entry event) {}

    /** When the successors run out; empty for what could not be rotated at once. */
    private List<Optional<Instant>> rotateAll(List<ToldRotation> asked) {
        Instant now = clock.instant();
        Instant expiresAt = now.plus(settings.refreshLifetime());
        // Of those that came with the same token, one can be the first.
        Map<String, ToldRotation> first = new LinkedHashMap<>();
        asked.forEach(it -> first.putIfAbsent(it.rotation.used().hex(), it));
        Rotations all = new Rotations(
                first.values().stream().map(ToldRotation::rotation).toList(), now, expiresAt);
        List<Outbox.Entry> toTell =
                first.values().stream().map(ToldRotation::event).toList();
        Set<Outbox.Entry> told = jdbi.withHandle(handle ->
                answeredSoon(handle.getConnection(), () -> events.refreshed(handle, all.sql(), all::bind, toTell)));
        return asked.stream()
                .map(it -> told.contains(it.event) ? Optional.of(expiresAt) : Optional.<Instant>empty())
                .toList();
    }

    /** An answer that is lost is noticed while {@link TokenSettings#refreshGrace()} lasts: asking again gives the same then. */
    private <T> T answeredSoon(Connection connection, Supplier<T> statement) {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(settings.refreshGrace().toMillis() / 3));
            try {
                return statement.get();
            } finally {
                if (!connection.isClosed()) connection.setNetworkTimeout(Runnable::run, before);
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private GrantOutcome rotate(
            Handle tx, String clientId, Secret token, @Nullable String dpopKey, Consumer<Grant> judge) {
        Optional<StandingRefreshToken> found =
                tokens.lock(tx, token.hash()).filter(it -> it.grant().clientId().equals(clientId));
        if (found.isEmpty()) return NO_TOKEN;
        Grant grant = found.get().grant();
        StoredRefreshToken present = found.get().token();
        Instant now = clock.instant();
        if (!present.rotated() || isWithinGrace(present, now)) judge.accept(grant);
        if (isBoundElsewhere(grant, dpopKey)) {
            return new GrantOutcome.Refused("The refresh token is bound to another DPoP key.");
        }
        if (present.rotated()) return again(tx, grant, token, present, now);
        if (now.isAfter(present.expiresAt())) return NO_TOKEN;
        Grant following = growth.follow(tx, grant);
        Secret next = successor(token);
        Instant expiresAt = now.plus(settings.refreshLifetime());
        tokens.rotate(tx, token.hash(), next.hash(), grant.id(), now, expiresAt);
        events.refreshed(tx, following);
        return new GrantOutcome.Standing(following, next, expiresAt);
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

    private static boolean isBoundElsewhere(Grant grant, @Nullable String dpopKey) {
        String key = grant.dpopKey();
        return key != null && !key.equals(dpopKey);
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
