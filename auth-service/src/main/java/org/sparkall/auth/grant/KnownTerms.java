package org.sparkall.auth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The lists of scopes that grants hold, by the hash that the database makes of them: of millions of grants few differ in it. Where the lists are
 * read, they count, not the hash.
 */
@ApplicationScoped
class KnownTerms {

    private static final int MOST = 200;

    private final Cache<String, Terms> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** As {@link Grant} has them. */
    record Terms(List<String> scopes, List<String> expanded) {

        /** As the database makes it. */
        byte[] hash() {
            try {
                String text = String.join(" ", scopes) + "\n" + String.join(" ", expanded);
                return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Those of a row that has the lists only where it has no hash; empty when they are not known. */
    Optional<Terms> find(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("terms");
        return hash == null ? Optional.of(lists(row)) : Optional.ofNullable(known.getIfPresent(key(hash)));
    }

    /** Those of a row with the lists. */
    Terms read(ResultSet row) throws SQLException {
        Terms terms = lists(row);
        byte[] hash = row.getBytes("terms");
        // A hash of other lists says nothing of anybody else's.
        if (hash != null && MessageDigest.isEqual(hash, terms.hash())) known.put(key(hash), terms);
        return terms;
    }

    private static Terms lists(ResultSet row) throws SQLException {
        return new Terms(List.of((String[]) row.getArray("scopes").getArray()), List.of((String[])
                row.getArray("expanded").getArray()));
    }

    private static String key(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
