package org.sparkall.consent.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Seals in the database, and what they cover. */
@ApplicationScoped
class SealStore {

    private static final String COLUMNS = "number, up_to, entries, hash, sealed_at";

    private static final int FETCH = 10_000;

    Optional<Seal> newest(Handle handle) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent_seal ORDER BY number DESC LIMIT 1")
                .map((row, context) -> read(row))
                .findOne();
    }

    List<Seal> all(Handle handle) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM consent_seal ORDER BY number")
                .map((row, context) -> read(row))
                .list();
    }

    void insert(Handle tx, Seal it) {
        tx.createUpdate("INSERT INTO consent_seal (number, up_to, entries, hash, sealed_at)"
                        + " VALUES (:number, :upTo, :entries, :hash, :at)")
                .bind("number", it.number())
                .bind("upTo", it.upTo())
                .bind("entries", it.entries())
                .bind("hash", HexFormat.of().parseHex(it.hash()))
                .bind("at", it.sealedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    long lastPosition(Handle handle) {
        return handle.createQuery("SELECT coalesce(max(position), 0) FROM consent_history")
                .mapTo(Long.class)
                .one();
    }

    /** Takes in the entries behind one position and up to another, in their order. */
    SealedEntries entries(Handle handle, long after, long upTo) {
        SealedEntries entries = new SealedEntries();
        handle.createQuery("SELECT hash FROM consent_history WHERE position > :after AND position <= :upTo"
                        + " ORDER BY position")
                .bind("after", after)
                .bind("upTo", upTo)
                .setFetchSize(FETCH)
                .mapTo(byte[].class)
                .useStream(hashes -> hashes.forEach(entries::add));
        return entries;
    }

    private static Seal read(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getLong("up_to"),
                row.getLong("entries"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant());
    }
}
