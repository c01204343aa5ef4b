package org.sparkall.auth.protection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.sparkall.pages.FormTargets;
import org.sparkall.pages.MessagePage;
import org.sparkall.pages.PagePolicy;

/** So many requests of one address to the protocol endpoints; counted before anything else is done for them. */
@ApplicationScoped
class AddressLimit {

    private static final int PRIORITY = 1010;
    private static final String AUTHORIZE = "/v1/authorize";
    private static final Set<String> LIMITED = Set.of(
            AUTHORIZE,
            "/v1/access_token",
            "/v1/par",
            "/v1/device/authorize",
            "/v1/device/token",
            "/v1/introspect",
            "/v1/revoke",
            "/v1/userinfo",
            "/v1/register");

    private static final Pattern MATRIX = Pattern.compile(";[^/]*");

    private final RateLimit limit;

    AddressLimit(LimitSettings settings) {
        this.limit = new RateLimit(settings.requestsPerAddress(), settings);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String path = resource(context.normalizedPath());
        Optional<Duration> wait = isLimited(path) ? limit.count(CallerAddress.of(context.request())) : Optional.empty();
        if (wait.isEmpty()) {
            context.next();
            return;
        }
        context.request().resume();
        boolean isPage = path.equals(AUTHORIZE);
        HttpServerResponse response = context.response()
                .setStatusCode(TooManyRequests.STATUS)
                .putHeader(
                        HttpHeaders.RETRY_AFTER, Long.toString(new TooManyRequestsException(wait.get()).retryAfter()))
                .putHeader(HttpHeaders.CONTENT_TYPE, isPage ? "text/html; charset=UTF-8" : "application/json");
        if (isPage) response.putHeader(PagePolicy.HEADER, PagePolicy.plain(FormTargets.none()));
        response.end(isPage ? page() : TooManyRequests.ERROR.toJSONObject().toJSONString());
    }

    private static String page() {
        return MessagePage.html(
                "Too many requests", "Too many requests come from your network. Try again in a minute.");
    }

    /** As JAX-RS matches it: without matrix parameters, and whether or not a slash ends it. */
    private static String resource(String path) {
        // As nearly everybody writes it.
        if (path.indexOf(';') < 0 && !path.endsWith("/")) return path;
        return MATRIX.matcher(path).replaceAll("").replaceAll("(?<=.)/+$", "");
    }

    private static boolean isLimited(String path) {
        return LIMITED.contains(path) || path.startsWith("/v1/register/") || path.startsWith("/v1/grants/");
    }
}
