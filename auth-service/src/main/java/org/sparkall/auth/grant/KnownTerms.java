package org.sparkall.auth.grant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lists of scopes that grants hold, by the hash that the database makes of them: of millions of grants few differ in it. */
@ApplicationScoped
class KnownTerms {

    private static final int MOST = 500;

    private final Cache<String, Terms> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** As {@link Grant} has them. */
    record Terms(List<String> scopes, List<String> expanded) {}

    /** Those of a row without the lists; empty when they are not known, or the row is of before there were hashes. */
    Optional<Terms> find(ResultSet row) throws SQLException {
        return Optional.ofNullable(hash(row)).map(known::getIfPresent);
    }

    /** Those of a row with the lists. */
    Terms read(ResultSet row) throws SQLException {
        String hash = hash(row);
        Terms present = hash == null ? null : known.getIfPresent(hash);
        if (present != null) return present;
        Terms terms = new Terms(List.of((String[]) row.getArray("scopes").getArray()), List.of((String[])
                row.getArray("expanded").getArray()));
        if (hash != null) known.put(hash, terms);
        return terms;
    }

    private static @Nullable String hash(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("terms");
        return hash == null ? null : HexFormat.of().formatHex(hash);
    }
}
