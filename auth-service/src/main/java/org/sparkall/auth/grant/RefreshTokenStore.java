package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
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

    /**
     * One with the grant that it is of, which stands.
     *
     * @param grantVersion changes with each change of the grant: PostgreSQL's {@code xmin} of its row
     */
    record StandingRefreshToken(Grant grant, StoredRefreshToken token, String grantVersion) {}

    private static final String STANDING = "SELECT " + GrantStore.COLUMNS + ", " + COLUMNS
            + ", grants.xmin::text AS grant_version"
            + " FROM grants JOIN refresh_token ON grant_id = id WHERE token_hash = :hash AND ended_at IS NULL";

    /** Of a grant that is as it was seen, and locked for the rest of the statement, as everybody does who changes one. */
    private static final String ROTATION =
            "WITH standing AS (SELECT id FROM grants WHERE id = :grant AND ended_at IS NULL"
                    + " AND xmin::text = :version FOR UPDATE),"
                    + " used AS (UPDATE refresh_token SET rotated_at = :now FROM standing"
                    + " WHERE token_hash = :used AND grant_id = id AND rotated_at IS NULL AND expires_at > :now RETURNING grant_id),"
                    + " changed AS (INSERT INTO refresh_token (token_hash, grant_id, issued_at, expires_at)"
                    + " SELECT CAST(:next AS bytea), grant_id, CAST(:now AS timestamptz), CAST(:expires AS timestamptz) FROM used"
                    + " RETURNING grant_id)";

    /**
     * A change for {@link GrantEvents#refreshed(Handle, Grant, String, Consumer)}: marks one as used and puts its successor beside it, if
     * both it and its grant are still as they were seen.
     */
    record Rotation(StandingRefreshToken seen, Secret.Hash used, Secret.Hash next, Instant now, Instant expiresAt) {

        String sql() {
            return ROTATION;
        }

        void bind(Update update) {
            update.bind("grant", seen.grant().id())
                    .bind("version", seen.grantVersion())
                    .bind("used", used.bytes())
                    .bind("next", next.bytes())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("expires", expiresAt.atOffset(ZoneOffset.UTC));
        }
    }

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

    /** One whose grant stands, as it is at this moment. */
    Optional<StandingRefreshToken> standing(Handle handle, Secret.Hash hash) {
        return standing(handle, STANDING, hash);
    }

    /**
     * One whose grant stands, both kept from others until the transaction ends. Of two users at once, one is the second. The grant is locked
     * before its token: everybody who ends grants takes the locks in this order.
     */
    Optional<StandingRefreshToken> lock(Handle tx, Secret.Hash hash) {
        return standing(tx, STANDING + " FOR UPDATE OF grants, refresh_token", hash);
    }

    private static Optional<StandingRefreshToken> standing(Handle handle, String query, Secret.Hash hash) {
        return handle.createQuery(query)
                .bind("hash", hash.bytes())
                .map((row, context) ->
                        new StandingRefreshToken(GrantStore.read(row), read(row), row.getString("grant_version")))
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
