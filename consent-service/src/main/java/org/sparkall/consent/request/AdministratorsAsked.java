package org.sparkall.consent.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person wants their administrators to be asked for what they cannot grant.
 *
 * @param asked whether they do
 * @param personName what the person is called; empty when nobody knows
 * @param justification why, in their words: one line of at most {@value #MOST_CHARACTERS} characters
 */
public record AdministratorsAsked(boolean asked, Optional<String> personName, Optional<String> justification) {

    /** They do not. */
    public static final AdministratorsAsked NOT = new AdministratorsAsked(false, Optional.empty(), Optional.empty());

    private static final int MOST_CHARACTERS = 500;
    /** Control, format, surrogate, private and unassigned characters, and line ends: they deceive readers. */
    private static final Pattern DECEIVING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    /**
     * They do.
     *
     * @param personName what the person is called; null when nobody knows
     * @param text why, as the form sent it; null when it sent nothing
     */
    public static AdministratorsAsked by(@Nullable String personName, @Nullable String text) {
        return new AdministratorsAsked(true, line(personName), line(text));
    }

    private static Optional<String> line(@Nullable String text) {
        if (text == null) return Optional.empty();
        String line = DECEIVING.matcher(text).replaceAll(" ").strip();
        String cut = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line;
        return Optional.of(cut).filter(it -> !it.isEmpty());
    }
}
