package org.sparkall.auth.grant;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
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

    private final GrantStore grants;

    RefreshTokenStore(GrantStore grants) {
        this.grants = grants;
    }

    private static String standingColumns(String grantColumns) {
        return grantColumns + ", " + COLUMNS + ", grants.xmin::text AS grant_version";
    }

    /**
     * Each number in {@code asked} is a rotation. Its grant is as it was seen, and locked for the rest of the statement, as everybody does who
     * changes one; a grant that somebody else has locked is left out, as the others must not wait for it.
     */
    private static final String ROTATION = "WITH standing AS (SELECT asked.*, decode(used, 'hex') AS used_hash"
            + " FROM unnest(:grants, :versions, :used, :next) WITH ORDINALITY AS asked (grant_id, version, used, next, number)"
            + " JOIN grants ON id = grant_id AND ended_at IS NULL AND xmin::text = version FOR UPDATE OF grants SKIP LOCKED),"
            + " changed AS (UPDATE refresh_token SET rotated_at = :now FROM standing"
            + " WHERE token_hash = used_hash AND refresh_token.grant_id = standing.grant_id AND rotated_at IS NULL"
            + " AND expires_at > :now RETURNING number, standing.grant_id, next),"
            + " followed AS (INSERT INTO refresh_token (token_hash, grant_id, issued_at, expires_at)"
            + " SELECT decode(next, 'hex'), grant_id, CAST(:now AS timestamptz), CAST(:expires AS timestamptz) FROM changed)";

    /**
     * Changes for {@link GrantEvents#refreshed(Handle, String, Consumer, List)}: each marks one as used and puts its successor beside it, if
     * both it and its grant are still as they were seen. No two are of the same token.
     */
    record Rotations(List<Rotation> all, Instant now, Instant expiresAt) {

        String sql() {
            return ROTATION;
        }

        void bind(SqlStatement<?> statement) {
            statement
                    .bindArray(
                            "grants", UUID.class, each(it -> it.seen().grant().id()))
                    .bindArray("versions", String.class, each(it -> it.seen().grantVersion()))
                    .bindArray("used", String.class, each(it -> it.used().hex()))
                    .bindArray("next", String.class, each(it -> it.next().hex()))
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("expires", expiresAt.atOffset(ZoneOffset.UTC));
        }

        private <T> List<T> each(Function<Rotation, T> what) {
            return all.stream().map(what).toList();
        }
    }

    /** One token as it was seen, and the one that follows it. */
    record Rotation(StandingRefreshToken seen, Secret.Hash used, Secret.Hash next) {}

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

    /** Those whose grants stand, as they are at this moment, in the order in which they were asked for. */
    List<Optional<StandingRefreshToken>> standing(Handle handle, List<Secret.Hash> hashes) {
        return grants.find(
                hashes.stream().map(Secret.Hash::hex).toList(),
                (some, columns, reader) -> handle
                        .createQuery("SELECT "
                                + standingColumns(columns)
                                + ", hash FROM unnest(:hashes) AS asked (hash)"
                                + " JOIN refresh_token ON token_hash = decode(hash, 'hex')"
                                + " JOIN grants ON grant_id = id WHERE ended_at IS NULL")
                        .bindArray("hashes", String.class, some)
                        .map((row, context) -> Map.entry(row.getString("hash"), readStanding(row, reader)))
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * One whose grant stands, both kept from others until the transaction ends. Of two users at once, one is the second. The grant is locked
     * before its token: everybody who ends grants takes the locks in this order.
     */
    Optional<StandingRefreshToken> lock(Handle tx, Secret.Hash hash) {
        return tx.createQuery("SELECT " + standingColumns(GrantStore.COLUMNS)
                        + " FROM grants JOIN refresh_token ON grant_id = id"
                        + " WHERE token_hash = :hash AND ended_at IS NULL FOR UPDATE OF grants, refresh_token")
                .bind("hash", hash.bytes())
                .map((row, context) -> readStanding(row, grants.read(row)))
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

    private static Optional<StandingRefreshToken> readStanding(ResultSet row, GrantStore.GrantReader reader)
            throws SQLException {
        Optional<Grant> grant = reader.read(row);
        return grant.isEmpty() ? Optional.empty() : Optional.of(readStanding(row, grant.get()));
    }

    private static StandingRefreshToken readStanding(ResultSet row, Grant grant) throws SQLException {
        return new StandingRefreshToken(grant, read(row), row.getString("grant_version"));
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
