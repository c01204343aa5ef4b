package org.sparkall.auth.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A random secret of 256 bits: a client secret, a code or a refresh token. With that much entropy a plain SHA-256 is the right hash at
 * rest: there is nothing to guess, so salt and stretching would only cost time.
 *
 * @param value the secret itself, in base64url; never logged
 */
public record Secret(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** A new one. */
    public static Secret random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /** A secret made of these bytes, which must be as hard to guess as random ones. */
    public static Secret of(byte[] bytes) {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What may be kept of it. */
    public Hash hash() {
        try {
            return new Hash(MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[...]";
    }

    /** The SHA-256 of a secret. */
    public static final class Hash {

        private final byte[] bytes;

        public Hash(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** Whether this is the hash of that secret; takes the same time whether or not it is. */
        public boolean matches(Secret secret) {
            return MessageDigest.isEqual(bytes, secret.hash().bytes);
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        /** The bytes in lower-case hexadecimal digits. */
        public String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
