package org.sparkall.policy.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Signed bundles in the database, where replicas share them. */
@ApplicationScoped
class BundleStore {

    private static final String COLUMNS = "version, kid, issued_at, expires_at, document";

    /** Keeps other replicas from signing until the transaction ends. */
    void lock(Handle tx) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtext('sparkall.bundle'))")
                .map((row, context) -> true)
                .one();
    }

    /** The newest bundle of this catalog version by this key. */
    Optional<SignedBundle> newest(Handle handle, int version, String kid) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM catalog_bundle WHERE version = :version AND kid = :kid"
                        + " ORDER BY issued_at DESC LIMIT 1")
                .bind("version", version)
                .bind("kid", kid)
                .map((row, context) -> read(row))
                .findOne();
    }

    void insert(Handle tx, SignedBundle bundle) {
        tx.createUpdate("INSERT INTO catalog_bundle (version, kid, issued_at, expires_at, document)"
                        + " VALUES (:version, :kid, :issued, :expires, :document)")
                .bind("version", bundle.version())
                .bind("kid", bundle.kid())
                .bind("issued", utc(bundle.issuedAt()))
                .bind("expires", utc(bundle.expiresAt()))
                .bind("document", bundle.document())
                .execute();
    }

    void deleteExpired(Handle tx, Instant now) {
        tx.createUpdate("DELETE FROM catalog_bundle WHERE expires_at <= :now")
                .bind("now", utc(now))
                .execute();
    }

    private static SignedBundle read(ResultSet row) throws SQLException {
        return new SignedBundle(
                row.getInt("version"),
                row.getString("kid"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("document"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
