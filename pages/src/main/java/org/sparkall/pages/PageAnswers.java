package org.sparkall.pages;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers a browser with a page that nobody can frame, cache, sniff or put a script into (RFC 9700 section 4.16). */
public final class PageAnswers {

    private PageAnswers() {}

    /** A page without a form. */
    public static Response of(int status, String html) {
        return withForm(status, html, FormTargets.none());
    }

    /** A page with a form. */
    public static Response withForm(int status, String html, FormTargets targets) {
        return answer(status, html, PagePolicy.plain(targets));
    }

    /** As {@link #withForm}, with the service's own scripts, which may call the service and nobody else. */
    public static Response withScript(int status, String html, FormTargets targets) {
        return answer(status, html, PagePolicy.scripted(targets));
    }

    /** A page that says one thing. */
    public static Response message(int status, String title, String explanation) {
        return of(status, MessagePage.html(title, explanation));
    }

    private static Response answer(int status, String html, String policy) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header(PagePolicy.HEADER, policy)
                .entity(html)
                .build();
    }
}
