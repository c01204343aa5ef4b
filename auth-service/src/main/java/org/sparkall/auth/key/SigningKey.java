package org.sparkall.auth.key;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * An ES256 key pair and its times.
 *
 * @param jwk the pair, with its key id
 * @param signsFrom from when it signs
 * @param signsUntil from when it signs no more
 * @param publishedUntil from when nothing it signed is valid any more
 */
record SigningKey(ECKey jwk, Instant signsFrom, Instant signsUntil, Instant publishedUntil) {

    boolean signsAt(Instant when) {
        return !when.isBefore(signsFrom) && when.isBefore(signsUntil);
    }

    boolean publishedAt(Instant when) {
        return when.isBefore(publishedUntil);
    }
}
