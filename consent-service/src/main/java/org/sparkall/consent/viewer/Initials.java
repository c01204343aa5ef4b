package org.sparkall.consent.viewer;

import java.util.regex.Pattern;

/** Stands for the logo of whoever has none. */
public final class Initials {

    private static final int MOST = 2;
    private static final Pattern WORDS = Pattern.compile("[\\s\\p{Z}]+");

    private Initials() {}

    /** The first letters of the first words. */
    public static String of(String name) {
        StringBuilder initials = new StringBuilder();
        WORDS.splitAsStream(name.strip())
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .forEach(word -> initials.appendCodePoint(Character.toTitleCase(word.codePointAt(0))));
        return initials.toString();
    }
}
