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
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Too many requests</title>
              <link rel="stylesheet" href="/assets/spark.css">
            </head>
            <body>
              <main class="card">
                <h1>Too many requests</h1>
                <p>Too many requests come from your network. Try again in a minute.</p>
              </main>
            </body>
            </html>
            """;

    private final RateLimit limit;

    AddressLimit(LimitSettings settings) {
        this.limit = new RateLimit(settings.requestsPerAddress(), settings);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
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
        if (isPage) response.putHeader(ResponseHeaders.CONTENT_SECURITY_POLICY, ResponseHeaders.PAGE_POLICY);
        response.end(isPage ? PAGE : TooManyRequests.ERROR.toJSONObject().toJSONString());
    }

    private static boolean isLimited(String path) {
        return LIMITED.contains(path) || path.startsWith("/v1/register/");
    }
}
