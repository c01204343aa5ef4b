package org.sparkall.client;

import java.time.Instant;
import org.sparkall.scope.ScopeCatalog;

/**
 * A signed catalog whose signature was verified.
 *
 * @param catalog the catalog
 * @param issuedAt when it was signed
 * @param expiresAt from when nobody may decide by it any more
 */
record Bundle(ScopeCatalog catalog, Instant issuedAt, Instant expiresAt) {

    /** Whether this one takes the place of the other: an older one that somebody shows again does not. */
    boolean isNewerThan(Bundle other) {
        int versions = Integer.compare(catalog.version(), other.catalog.version());
        return versions > 0 || (versions == 0 && issuedAt.isAfter(other.issuedAt));
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
