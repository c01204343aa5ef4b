package org.sparkall.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.sparkall.seal.BrokenSealException;
import org.sparkall.seal.Sealer;

/** Signing keys in the database, each sealed under the master key. */
@ApplicationScoped
class SigningKeyStore {

    private static final String PURPOSE = "signing-key";

    private final Sealer sealer;

    SigningKeyStore(Sealer sealer) {
        this.sealer = sealer;
    }

    /** Keeps other replicas from making keys until the transaction ends. */
    void lock(Handle tx) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtext('sparkall.signing-key'))")
                .map((row, context) -> true)
                .one();
    }

    List<SigningKey> published(Handle handle, Instant now) {
        return handle.createQuery("SELECT * FROM signing_key WHERE published_until > :now ORDER BY signs_from")
                .bind("now", utc(now))
                .map((row, context) -> read(row))
                .list();
    }

    void insert(Handle tx, SigningKey key) {
        tx.createUpdate("INSERT INTO signing_key (kid, sealed_jwk, signs_from, signs_until, published_until)"
                        + " VALUES (:kid, :jwk, :from, :until, :published)")
                .bind("kid", key.jwk().getKeyID())
                .bind("jwk", sealer.seal(PURPOSE, key.jwk().toJSONString()))
                .bind("from", utc(key.signsFrom()))
                .bind("until", utc(key.signsUntil()))
                .bind("published", utc(key.publishedUntil()))
                .execute();
    }

    void deleteExpired(Handle tx, Instant now) {
        tx.createUpdate("DELETE FROM signing_key WHERE published_until <= :now")
                .bind("now", utc(now))
                .execute();
    }

    private SigningKey read(ResultSet row) throws SQLException {
        try {
            return new SigningKey(
                    ECKey.parse(sealer.open(PURPOSE, row.getString("sealed_jwk"))),
                    instant(row, "signs_from"),
                    instant(row, "signs_until"),
                    instant(row, "published_until"));
        } catch (BrokenSealException | ParseException e) {
            throw new IllegalStateException(
                    "a signing key in the database was sealed under another SPARKALL_SECRETS_MASTER_KEY", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
