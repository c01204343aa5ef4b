package org.sparkall.pages;

import jakarta.ws.rs.core.NewCookie;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A language that the pages are written in. */
public enum PageLanguage {
    ENGLISH("en", "English", false),
    GERMAN("de", "Deutsch", false),
    FRENCH("fr", "Français", false),
    SPANISH("es", "Español", false),
    JAPANESE("ja", "日本語", false),
    ARABIC("ar", "العربية", true);

    /** Remembers what a person chose. */
    public static final String COOKIE = "language";

    private static final int A_YEAR = 365 * 24 * 60 * 60;

    private final String tag;
    private final String ownName;
    private final boolean rightToLeft;

    PageLanguage(String tag, String ownName, boolean rightToLeft) {
        this.tag = tag;
        this.ownName = ownName;
        this.rightToLeft = rightToLeft;
    }

    /** The language's tag (BCP 47). */
    public String tag() {
        return tag;
    }

    /** What those who speak it call it. */
    public String ownName() {
        return ownName;
    }

    /** The value of HTML's {@code dir}. */
    public String direction() {
        return rightToLeft ? "rtl" : "ltr";
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /**
     * The language for somebody: what they chose on a page, else what the integration would have (OpenID Connect Core section 3.1.2.1), else
     * what their browser is set to, by lookup (RFC 4647 section 3.4); English when none of it is there.
     *
     * @param chosen the tag that they chose; null when they did not
     * @param hint tags, best first, with spaces; null for none
     * @param accepted what the browser accepts, best first
     */
    public static PageLanguage of(@Nullable String chosen, @Nullable String hint, List<Locale> accepted) {
        Stream<Locale> hinted =
                hint == null ? Stream.of() : Arrays.stream(hint.split(" ")).map(Locale::forLanguageTag);
        return byTag(chosen)
                .or(() -> Stream.concat(hinted, accepted.stream())
                        .flatMap(it -> byTag(it.getLanguage()).stream())
                        .findFirst())
                .orElse(ENGLISH);
    }

    /** The language with exactly this tag. */
    public static Optional<PageLanguage> byTag(@Nullable String tag) {
        return Arrays.stream(values()).filter(it -> it.tag.equals(tag)).findFirst();
    }

    /** Keeps the choice in the browser, for all pages at this address. */
    public NewCookie remembered(boolean secure) {
        return new NewCookie.Builder(COOKIE)
                .value(tag)
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    /**
     * A name among words of this language, kept from turning their order round (Unicode Bidirectional Algorithm, isolates); as it is when
     * nothing could turn.
     */
    public String isolated(String name) {
        boolean turns = rightToLeft
                || name.codePoints().anyMatch(it -> switch (Character.getDirectionality(it)) {
                    case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                            Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                            Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE -> true;
                    default -> false;
                });
        return turns ? "\u2068" + name + "\u2069" : name;
    }
}
