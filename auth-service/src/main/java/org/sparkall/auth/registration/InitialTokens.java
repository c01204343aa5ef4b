package org.sparkall.auth.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.secret.Secret;

/** Initial access tokens (RFC 7591 section 1.2). Each is good for a time and for so many integrations, all of the developer who made it. */
@ApplicationScoped
class InitialTokens implements ExpiringRows {

    private static final String COLUMNS = "id, owner, label, uses_left, issued_at, expires_at";

    private final Jdbi jdbi;
    private final Clock clock = Clock.systemUTC();

    InitialTokens(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A new token, which cannot be had again. */
    record Issued(InitialToken token, Secret secret) {}

    Issued issue(String owner, String label, int uses, Duration lifetime) {
        Secret secret = Secret.random();
        Instant now = clock.instant();
        InitialToken token = new InitialToken(UUID.randomUUID(), label, uses, now, now.plus(lifetime));
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO initial_access_token (id, token_hash, owner, label,"
                        + " uses_left, issued_at, expires_at)"
                        + " VALUES (:id, :hash, :owner, :label, :uses, :issued, :expires)")
                .bind("id", token.id())
                .bind("hash", secret.hash().bytes())
                .bind("owner", owner)
                .bind("label", label)
                .bind("uses", uses)
                .bind("issued", sql(token.issuedAt()))
                .bind("expires", sql(token.expiresAt()))
                .execute());
        return new Issued(token, secret);
    }

    /** A page of a developer's tokens that have not expired, used up or not, in the order of their ids. */
    List<InitialToken> page(String owner, @Nullable UUID after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM initial_access_token"
                        + " WHERE owner = :owner AND expires_at > :now"
                        + " AND (CAST(:after AS uuid) IS NULL OR id > CAST(:after AS uuid)) ORDER BY id LIMIT :limit")
                .bind("owner", owner)
                .bind("now", sql(clock.instant()))
                .bind("after", after == null ? null : after.toString())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    /** How many of a developer's tokens could still register something. */
    int usable(String owner) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM initial_access_token"
                        + " WHERE owner = :owner AND uses_left > 0 AND expires_at > :now")
                .bind("owner", owner)
                .bind("now", sql(clock.instant()))
                .mapTo(Integer.class)
                .one());
    }

    /** Makes a developer's token worthless; what it registered stays. */
    boolean revoke(String owner, UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "DELETE FROM initial_access_token WHERE id = :id AND owner = :owner")
                        .bind("id", id)
                        .bind("owner", owner)
                        .execute())
                == 1;
    }

    /** Whether a token can register anything now, without using it. */
    boolean isGood(Secret token) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT 1 FROM initial_access_token"
                                + " WHERE token_hash = :hash AND uses_left > 0 AND expires_at > :now")
                        .bind("hash", token.hash().bytes())
                        .bind("now", sql(clock.instant()))
                        .mapTo(Integer.class)
                        .findOne())
                .isPresent();
    }

    /**
     * Uses a token once. Others who use it at the same time wait for the transaction: it is used as often as it may be, and a use that is
     * rolled back did not happen.
     *
     * @return the developer who made it; empty when it is not good (any more)
     */
    Optional<String> use(Handle tx, Secret token) {
        return tx.createQuery("UPDATE initial_access_token SET uses_left = uses_left - 1"
                        + " WHERE token_hash = :hash AND uses_left > 0 AND expires_at > :now RETURNING owner")
                .bind("hash", token.hash().bytes())
                .bind("now", sql(clock.instant()))
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("initial_access_token", "expires_at");
    }

    private static InitialToken read(ResultSet row) throws SQLException {
        return new InitialToken(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getInt("uses_left"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime sql(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
