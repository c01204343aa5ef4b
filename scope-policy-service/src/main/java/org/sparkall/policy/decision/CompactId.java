package org.sparkall.policy.decision;

import java.util.UUID;

/**
 * An identifier in as little memory as it takes: most are UUIDs, which take 24 bytes instead of the 72 of their text. Ordered as their texts
 * are.
 */
sealed interface CompactId extends Comparable<CompactId> {

    int UUID_LENGTH = 36;

    static CompactId of(String text) {
        if (text.length() != UUID_LENGTH) return new OfText(text);
        UUID uuid;
        try {
            uuid = UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return new OfText(text);
        }
        // Written otherwise, in capital letters or so, it is another identifier.
        return uuid.toString().equals(text)
                ? new OfUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits())
                : new OfText(text);
    }

    @Override
    default int compareTo(CompactId other) {
        if (this instanceof OfUuid one && other instanceof OfUuid two) {
            int high = Long.compareUnsigned(one.high, two.high);
            return high == 0 ? Long.compareUnsigned(one.low, two.low) : high;
        }
        return toString().compareTo(other.toString());
    }

    /** The canonical text of a UUID. */
    record OfUuid(long high, long low) implements CompactId {

        @Override
        public String toString() {
            return new UUID(high, low).toString();
        }
    }

    /** Anything else. */
    record OfText(String text) implements CompactId {

        @Override
        public String toString() {
            return text;
        }
    }
}
