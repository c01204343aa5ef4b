package org.sparkall.auth.protection;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Lets integrations that run in a browser call the endpoints they need, from any origin (CORS; OAuth 2.0 for Browser-Based Applications).
 * That is safe because none of these looks at a cookie, and the answer says that none may be sent: a page can do no more here than any
 * other program. All other endpoints stay closed to other origins, the authorization endpoint above all: browsers go there, scripts do not.
 */
@ApplicationScoped
class BrowserAccess {

    private static final int PRIORITY = 1050;
    private static final Set<String> OPEN =
            Set.of("/v1/access_token", "/v1/par", "/v1/revoke", "/v1/userinfo", "/v1/jwks");

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        String path = context.normalizedPath();
        boolean open = OPEN.contains(path) || path.startsWith("/.well-known/");
        if (!open || context.request().getHeader("Origin") == null) {
            context.next();
            return;
        }
        MultiMap headers = context.response().headers();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate, Retry-After");
        if (!isPreflight(context)) {
            context.next();
            return;
        }
        headers.set("Access-Control-Allow-Methods", "GET, POST");
        headers.set("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP");
        headers.set("Access-Control-Max-Age", "3600");
        context.response().setStatusCode(204).end();
    }

    private static boolean isPreflight(RoutingContext context) {
        return context.request().method().equals(HttpMethod.OPTIONS)
                && context.request().getHeader("Access-Control-Request-Method") != null;
    }
}
