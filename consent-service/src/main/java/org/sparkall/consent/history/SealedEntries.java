package org.sparkall.consent.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of entries one behind another, however many they are. */
final class SealedEntries {

    private final MessageDigest digest;
    private long count;

    SealedEntries() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void add(byte[] hash) {
        digest.update(hash);
        count++;
    }

    long count() {
        return count;
    }

    /** What stands for all of them; asked for once. */
    byte[] summary(long number, long upTo) {
        return new CanonicalBytes()
                .number(number)
                .number(upTo)
                .number(count)
                .data(digest.digest())
                .bytes();
    }
}
