package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.sparkall.auth.expiry.ExpiringRows;
import org.sparkall.auth.secret.Secret;

/** Refresh tokens in the database, by their hash. Rotated ones stay until they would have run out, so that reuse is noticed. */
@ApplicationScoped
class RefreshTokenStore implements ExpiringRows {

    private static final String COLUMNS = "grant_id, issued_at, expires_at, rotated_at";

    /** A refresh token that was issued. */
    record StoredRefreshToken(UUID grantId, Instant issuedAt, Instant expiresAt, Optional<Instant> rotatedAt) {

        boolean rotated() {
            return rotatedAt.isPresent();
        }
    }

    /** One with the grant that it is of, both kept from others until the transaction ends. */
    record LockedRefreshToken(Grant grant, StoredRefreshToken token) {}

    void insert(Handle tx, Secret.Hash hash, UUID grantId, Instant issuedAt, Instant expiresAt) {
        tx.createUpdate("INSERT INTO refresh_token (token_hash, grant_id, issued_at, expires_at)"
                        + " VALUES (:hash, :grant, :issued, :expires)")
                .bind("hash", hash.bytes())
                .bind("grant", grantId)
                .bind("issued", issuedAt.atOffset(ZoneOffset.UTC))
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute();
    }

    Optional<StoredRefreshToken> find(Handle handle, Secret.Hash hash) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM refresh_token WHERE token_hash = :hash")
                .bind("hash", hash.bytes())
                .map((row, context) -> read(row))
                .findOne();
    }

    /**
     * One whose grant stands. Of two users at once, one is the second. The grant is locked before its token: everybody who ends grants
     * takes the locks in this order.
     */
    Optional<LockedRefreshToken> lock(Handle tx, Secret.Hash hash) {
        return tx.createQuery("SELECT " + GrantStore.COLUMNS + ", " + COLUMNS
                        + " FROM grants JOIN refresh_token ON grant_id = id WHERE token_hash = :hash AND ended_at IS NULL"
                        + " FOR UPDATE OF grants, refresh_token")
                .bind("hash", hash.bytes())
                .map((row, context) -> new LockedRefreshToken(GrantStore.read(row), read(row)))
                .findOne();
    }

    /** Marks one as used and puts its successor beside it. */
    void rotate(Handle tx, Secret.Hash used, Secret.Hash next, UUID grantId, Instant now, Instant expiresAt) {
        tx.createUpdate("WITH used AS (UPDATE refresh_token SET rotated_at = :now WHERE token_hash = :used)"
                        + " INSERT INTO refresh_token (token_hash, grant_id, issued_at, expires_at)"
                        + " VALUES (:next, :grant, :now, :expires)")
                .bind("used", used.bytes())
                .bind("next", next.bytes())
                .bind("grant", grantId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute();
    }

    void expire(Handle tx, UUID grantId, Instant now) {
        tx.createUpdate("UPDATE refresh_token SET expires_at = :now WHERE grant_id = :grant AND expires_at > :now")
                .bind("grant", grantId)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    @Override
    public Expiry expiry() {
        return Expiry.at("refresh_token", "expires_at");
    }

    private static StoredRefreshToken read(ResultSet row) throws SQLException {
        return new StoredRefreshToken(
                row.getObject("grant_id", UUID.class),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("rotated_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
