package org.sparkall.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Refuses a request that names two hosts (RFC 9112 section 3.2): a proxy may have decided by the one, and the service would by the other. */
@ApplicationScoped
class OneHost {

    /** Before everything else. */
    private static final int PRIORITY = 10_000;

    void register(@Observes Filters filters) {
        filters.register(OneHost::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        if (context.request().headers().getAll(HttpHeaders.HOST).size() < 2) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(Response.Status.BAD_REQUEST.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"A request names one host.\"}");
    }
}
