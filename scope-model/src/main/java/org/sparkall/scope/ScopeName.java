package org.sparkall.scope;

/**
 * A scope's name as it travels on the wire: a scope-token of RFC 6749 section 3.3.
 *
 * @param value one or more of the characters {@code %x21 / %x23-5B / %x5D-7E}, at most {@value #MAX_LENGTH}
 */
public record ScopeName(String value) implements Comparable<ScopeName> {

    /** The longest name, in characters, that any part of the suite takes. */
    public static final int MAX_LENGTH = 128;

    /**
     * @throws InvalidScopeNameException when the value is not a scope-token
     */
    public ScopeName {
        if (!isScopeToken(value)) throw new InvalidScopeNameException();
    }

    /** Whether the text is a scope-token of RFC 6749 section 3.3 that is short enough to be a name. */
    public static boolean isScopeToken(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) return false;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < 0x21 || c > 0x7e || c == '"' || c == '\\') return false;
        }
        return true;
    }

    @Override
    public int compareTo(ScopeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
