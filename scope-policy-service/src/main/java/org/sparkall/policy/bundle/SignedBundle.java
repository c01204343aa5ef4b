package org.sparkall.policy.bundle;

import java.time.Instant;

/**
 * A catalog that was signed.
 *
 * @param version the catalog's version
 * @param kid the key that signed it
 * @param issuedAt when it was signed, in whole seconds as the document says
 * @param expiresAt from when it counts no more
 * @param document the JWS in compact form (RFC 7515 section 3.1)
 */
record SignedBundle(int version, String kid, Instant issuedAt, Instant expiresAt, String document) {

    /** Its entity tag: two bundles of the same tag are the same bytes. */
    String tag() {
        return version + "-" + kid + "-" + issuedAt.getEpochSecond();
    }
}
