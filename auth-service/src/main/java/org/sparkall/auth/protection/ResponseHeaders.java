package org.sparkall.auth.protection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.sparkall.auth.issuer.TokenSettings;
import org.sparkall.pages.PagePolicy;

/**
 * What every answer says to browsers and caches, unless its maker said something closer (RFC 9700 sections 4.2 and 4.16): nothing is
 * cached, sniffed, framed or loaded, and no address with its code or state goes on as a referrer.
 */
@ApplicationScoped
class ResponseHeaders {

    private static final int PRIORITY = 1100;
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; form-action 'none'";
    private static final String TWO_YEARS = "max-age=63072000; includeSubDomains";

    private final boolean secure;

    ResponseHeaders(TokenSettings settings) {
        this.secure = "https".equals(settings.issuer().getScheme());
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    void add(RoutingContext context) {
        context.addHeadersEndHandler(ignored -> complete(context));
        context.next();
    }

    private void complete(RoutingContext context) {
        MultiMap headers = context.response().headers();
        unlessSet(headers, "X-Content-Type-Options", "nosniff");
        unlessSet(headers, "X-Frame-Options", "DENY");
        unlessSet(headers, "Referrer-Policy", "no-referrer");
        unlessSet(headers, PagePolicy.HEADER, NOTHING);
        unlessSet(headers, HttpHeaders.CACHE_CONTROL, caching(context));
        if (secure) unlessSet(headers, "Strict-Transport-Security", TWO_YEARS);
    }

    /** What this service can do is no secret and seldom changes; all else may be somebody's. */
    private static String caching(RoutingContext context) {
        boolean isMetadata = context.normalizedPath().startsWith("/.well-known/")
                && context.response().getStatusCode() == 200;
        return isMetadata ? "public, max-age=300" : "no-store";
    }

    private static void unlessSet(MultiMap headers, CharSequence name, String value) {
        if (!headers.contains(name)) headers.set(name, value);
    }
}
