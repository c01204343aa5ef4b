package org.sparkall.pages;

import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;

/**
 * What is around a page that speaks several languages; the template {@code pages/frame} shows it.
 *
 * @param lang the language's tag (BCP 47)
 * @param dir the direction of its writing
 * @param languages the same page in every language
 */
@TemplateData
public record PageFrame(String lang, String dir, List<Choice> languages) {

    /** The parameter with which a page is asked for in a language. */
    public static final String PARAMETER = "lang";

    /**
     * The page in a language.
     *
     * @param address where it is
     * @param chosen whether it is the one that is shown
     */
    @TemplateData
    public record Choice(String lang, String name, String address, boolean chosen) {}

    /** Around the page at this address. */
    public static PageFrame of(PageLanguage language, UriInfo uri) {
        return new PageFrame(
                language.tag(),
                language.direction(),
                Arrays.stream(PageLanguage.values())
                        .map(it -> new Choice(it.tag(), it.ownName(), address(uri, it), it == language))
                        .toList());
    }

    private static String address(UriInfo uri, PageLanguage language) {
        return "?"
                + uri.getRequestUriBuilder()
                        .replaceQueryParam(PARAMETER, language.tag())
                        .build()
                        .getRawQuery();
    }
}
