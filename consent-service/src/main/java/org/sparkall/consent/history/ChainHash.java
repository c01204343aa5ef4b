package org.sparkall.consent.history;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import org.sparkall.seal.KeyedHash;

/** Links things to what came before them, under keys that come from the installation's master key: whoever only has the database cannot. */
@ApplicationScoped
class ChainHash {

    /** What the first link follows. */
    static final byte[] BEGINNING = new byte[32];

    private static final String ENTRY = "consent history entry";
    private static final String SEAL = "consent history seal";

    private final KeyedHash hash;

    ChainHash(KeyedHash hash) {
        this.hash = hash;
    }

    /** The hash of an entry that follows the entry with this hash. */
    byte[] entry(byte[] previous, HistoryEntry entry) {
        return hash.of(ENTRY, joined(previous, entry.canonical()));
    }

    /** The hash of a seal over these entries that follows the seal with this hash. */
    byte[] seal(byte[] previous, byte[] summary) {
        return hash.of(SEAL, joined(previous, summary));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }
}
