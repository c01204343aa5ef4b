package org.sparkall.auth.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers a browser with a page that nobody can frame, cache, sniff or put a script into (RFC 9700 section 4.16). */
public final class PageAnswers {

    private PageAnswers() {}

    /** A page without a form. */
    public static Response of(int status, String html) {
        return withForm(status, html, "'none'");
    }

    /**
     * A page with a form.
     *
     * @param formAction the sources its forms may lead to, redirects included (Content Security Policy, form-action)
     */
    public static Response withForm(int status, String html, String formAction) {
        return answer(status, html, "form-action " + formAction);
    }

    /** As {@link #withForm}, with this service's own scripts, which may call this service and nobody else. */
    public static Response withScript(int status, String html, String formAction) {
        return answer(status, html, "script-src 'self'; connect-src 'self'; form-action " + formAction);
    }

    private static Response answer(int status, String html, String policy) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; " + policy)
                .entity(html)
                .build();
    }
}
