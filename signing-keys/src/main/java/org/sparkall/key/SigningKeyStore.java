package org.sparkall.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Signing keys in the database: their times and their custodian's references. */
@ApplicationScoped
class SigningKeyStore {

    private static final String COLUMNS =
            "kid, algorithm, sealed_jwk, made_at, signs_from, signs_until, published_until, compromised_at";

    /** A key as it is kept; a compromised one has no reference any more. */
    record StoredKey(SigningAlgorithm algorithm, KeyTimes times, String reference) {}

    /** Keeps other replicas from changing keys until the transaction ends. */
    void lock(Handle tx) {
        tx.createQuery("SELECT pg_advisory_xact_lock(hashtext('sparkall.signing-key'))")
                .map((row, context) -> true)
                .one();
    }

    /** The keys of every token that could still be valid, compromised ones too, in the order in which they sign. */
    List<StoredKey> current(Handle handle, Instant now) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM signing_key WHERE published_until > :now ORDER BY signs_from, kid")
                .bind("now", utc(now))
                .map((row, context) -> read(row))
                .list();
    }

    void insert(Handle tx, StoredKey key) {
        KeyTimes times = key.times();
        tx.createUpdate("INSERT INTO signing_key (kid, algorithm, sealed_jwk, made_at, signs_from, signs_until,"
                        + " published_until) VALUES (:kid, :algorithm, :reference, :made, :from, :until, :published)")
                .bind("kid", times.kid())
                .bind("algorithm", key.algorithm().name())
                .bind("reference", key.reference())
                .bind("made", utc(times.madeAt()))
                .bind("from", utc(times.signsFrom()))
                .bind("until", utc(times.signsUntil()))
                .bind("published", utc(times.publishedUntil()))
                .execute();
    }

    /** Writes a key's new times. Of a compromised one the reference, and with it the sealed key, is wiped. */
    void update(Handle tx, KeyTimes times) {
        tx.createUpdate("UPDATE signing_key SET signs_from = :from, signs_until = :until, published_until = :published,"
                        + " compromised_at = :compromised,"
                        + " sealed_jwk = CASE WHEN :wipe THEN '' ELSE sealed_jwk END WHERE kid = :kid")
                .bind("kid", times.kid())
                .bind("from", utc(times.signsFrom()))
                .bind("until", utc(times.signsUntil()))
                .bind("published", utc(times.publishedUntil()))
                .bind("compromised", times.compromisedAt() == null ? null : utc(times.compromisedAt()))
                .bind("wipe", !times.trusted())
                .execute();
    }

    void deleteExpired(Handle tx, Instant now) {
        tx.createUpdate("DELETE FROM signing_key WHERE published_until <= :now")
                .bind("now", utc(now))
                .execute();
    }

    private static StoredKey read(ResultSet row) throws SQLException {
        return new StoredKey(
                SigningAlgorithm.valueOf(row.getString("algorithm")),
                new KeyTimes(
                        row.getString("kid"),
                        instant(row, "made_at").orElseThrow(),
                        instant(row, "signs_from").orElseThrow(),
                        instant(row, "signs_until").orElseThrow(),
                        instant(row, "published_until").orElseThrow(),
                        instant(row, "compromised_at").orElse(null)),
                row.getString("sealed_jwk"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
