package org.sparkall.consent.request;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a person wants their administrators to be asked for what they cannot grant.
 *
 * @param asked whether they do
 * @param justification why, in their words: one line of at most {@value #MOST_CHARACTERS} characters
 */
public record AdministratorsAsked(boolean asked, Optional<String> justification) {

    /** They do not. */
    public static final AdministratorsAsked NOT = new AdministratorsAsked(false, Optional.empty());

    private static final int MOST_CHARACTERS = 500;
    /** Control, format, surrogate, private and unassigned characters, and line ends: they deceive readers. */
    private static final Pattern DECEIVING = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]+");

    /** @param text as the form sent it; null when it sent none */
    public static AdministratorsAsked with(@Nullable String text) {
        if (text == null) return new AdministratorsAsked(true, Optional.empty());
        String line = DECEIVING.matcher(text).replaceAll(" ").strip();
        String cut = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) : line;
        return new AdministratorsAsked(true, Optional.of(cut).filter(it -> !it.isEmpty()));
    }
}
