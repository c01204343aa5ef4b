package org.sparkall.auth.registration;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.secret.Secret;
import org.sparkall.seal.KeyedHash;

/**
 * Registration access tokens (RFC 7592 section 3), of which only hashes are kept. One is replaced with each change of the registration. The
 * old one stays good for a short while, and as long as its successor is unused; whoever shows it is given that same successor: a client that
 * lost an answer is not locked out, and there is never more than one to come.
 */
@ApplicationScoped
class RegistrationTokens {

    private static final String COLUMNS = "token_hash, previous_hash, previous_until";

    /** Compared with when there is no such client, so that it takes the same time. */
    private static final Secret.Hash NOBODY = Secret.random().hash();

    private final Jdbi jdbi;
    private final KeyedHash keyedHash;
    private final RegistrationSettings settings;
    private final Clock clock = Clock.systemUTC();

    RegistrationTokens(Jdbi jdbi, KeyedHash keyedHash, RegistrationSettings settings) {
        this.jdbi = jdbi;
        this.keyedHash = keyedHash;
        this.settings = settings;
    }

    /** What a client that showed a good token is told: the token that is good from now on. */
    record Good(Secret current, boolean shownIsCurrent) {}

    private record Stored(
            Secret.Hash current,
            Secret.@Nullable Hash previous,
            @Nullable Instant previousUntil) {}

    /** The first token of a client. */
    Secret issue(Handle tx, String clientId) {
        Secret token = Secret.random();
        tx.createUpdate("INSERT INTO registration_access_token (client_id, token_hash) VALUES (:client, :hash)")
                .bind("client", clientId)
                .bind("hash", token.hash().bytes())
                .execute();
        return token;
    }

    /** Judges a token; if it is good, nobody else judges one of this client until the transaction ends. */
    Optional<Good> check(Handle tx, String clientId, Secret shown) {
        Optional<Stored> found = lock(tx, clientId);
        if (found.map(Stored::current).orElse(NOBODY).matches(shown)) {
            discardPrevious(tx, clientId);
            return Optional.of(new Good(shown, true));
        }
        return found.filter(it -> isGoodPrevious(it, shown)).map(it -> new Good(successor(shown), false));
    }

    /** The token after a change. One that was shown after its successor was made is not replaced again. */
    Secret rotate(Handle tx, String clientId, Good good) {
        if (!good.shownIsCurrent()) return good.current();
        Secret next = successor(good.current());
        tx.createUpdate("UPDATE registration_access_token SET token_hash = :next, previous_hash = :hash,"
                        + " previous_until = :until WHERE client_id = :client")
                .bind("client", clientId)
                .bind("next", next.hash().bytes())
                .bind("hash", good.current().hash().bytes())
                .bind("until", clock.instant().plus(settings.tokenGrace()).atOffset(ZoneOffset.UTC))
                .execute();
        return next;
    }

    void delete(Handle tx, String clientId) {
        tx.createUpdate("DELETE FROM registration_access_token WHERE client_id = :client")
                .bind("client", clientId)
                .execute();
    }

    /** A client that shows its new token has it: the old one is good for nobody any more. */
    private static void discardPrevious(Handle tx, String clientId) {
        tx.createUpdate("UPDATE registration_access_token SET previous_hash = NULL, previous_until = NULL"
                        + " WHERE client_id = :client AND previous_hash IS NOT NULL")
                .bind("client", clientId)
                .execute();
    }

    private boolean isGoodPrevious(Stored stored, Secret shown) {
        return stored.previous() != null
                && stored.previous().matches(shown)
                && stored.previousUntil() != null
                && clock.instant().isBefore(stored.previousUntil());
    }

    /** Computed, not drawn: whoever shows the old token again gets the same successor, and only its hash needs to be kept. */
    private Secret successor(Secret token) {
        return Secret.of(keyedHash.of("registration-access-token-successor", token.value()));
    }

    private static Optional<Stored> lock(Handle tx, String clientId) {
        // The database has no text with a NUL in it, and complains when it is asked for one.
        if (clientId.indexOf('\0') >= 0) return Optional.empty();
        return tx.createQuery(
                        "SELECT " + COLUMNS + " FROM registration_access_token WHERE client_id = :client FOR UPDATE")
                .bind("client", clientId)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Stored read(ResultSet row) throws SQLException {
        byte[] previous = row.getBytes("previous_hash");
        OffsetDateTime until = row.getObject("previous_until", OffsetDateTime.class);
        return new Stored(
                new Secret.Hash(row.getBytes("token_hash")),
                previous == null ? null : new Secret.Hash(previous),
                until == null ? null : until.toInstant());
    }

    /** Those of integrations that their developers deleted. */
    @Scheduled(every = "1h", delayed = "3m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetThoseOfDeletedIntegrations() {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM registration_access_token t USING integration i"
                + " WHERE i.client_id = t.client_id AND i.status = 'deleted'"));
    }
}
