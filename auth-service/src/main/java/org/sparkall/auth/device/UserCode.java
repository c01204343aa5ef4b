package org.sparkall.auth.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * A code that a person types in (RFC 8628 section 6.1): eight of twenty consonants, which no two look alike and spell no words; 34.5 bits.
 *
 * @param value without dash, in upper case
 */
public record UserCode(String value) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;

    static UserCode random() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        return new UserCode(code.toString());
    }

    /** What a person typed, however they wrote it; empty when it cannot be a code. */
    public static Optional<UserCode> typed(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
        boolean fits = letters.length() == LENGTH && letters.chars().allMatch(it -> LETTERS.indexOf(it) >= 0);
        return fits ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As it is shown: two groups of four. */
    public String shown() {
        return value.substring(0, LENGTH / 2) + "-" + value.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "UserCode[...]";
    }
}
