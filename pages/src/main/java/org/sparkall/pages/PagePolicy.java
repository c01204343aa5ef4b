package org.sparkall.pages;

/** What a browser may load, call and send for a page (Content Security Policy Level 3): nothing that is not named. */
public final class PagePolicy {

    /** The header. */
    public static final String HEADER = "Content-Security-Policy";

    private static final String ALWAYS =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; ";

    private PagePolicy() {}

    /** Of a page without a script. */
    public static String plain(FormTargets targets) {
        return ALWAYS + "form-action " + targets.value();
    }

    /** Of a page with the service's own scripts, which may call the service and nobody else. */
    static String scripted(FormTargets targets) {
        return ALWAYS + "script-src 'self'; connect-src 'self'; form-action " + targets.value();
    }
}
