package org.sparkall.pages;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a page's forms may lead (Content Security Policy Level 3, form-action). A browser checks every redirect that follows a form, so all
 * stops on the way are named.
 */
public record FormTargets(List<String> sources) {

    private static final String SELF = "'self'";

    public FormTargets {
        sources = List.copyOf(sources);
    }

    /** The page has no form. */
    public static FormTargets none() {
        return new FormTargets(List.of());
    }

    /** The service itself, and the origins of these addresses; of an address without a host, its scheme. */
    public static FormTargets selfAnd(URI... addresses) {
        List<String> sources = new ArrayList<>(List.of(SELF));
        Stream.of(addresses).map(FormTargets::source).distinct().forEach(sources::add);
        return new FormTargets(sources);
    }

    private static String source(URI address) {
        return address.getRawAuthority() == null
                ? address.getScheme() + ":"
                : address.getScheme() + "://" + address.getRawAuthority();
    }

    /** The directive's value. */
    String value() {
        return sources.isEmpty() ? "'none'" : String.join(" ", sources);
    }
}
