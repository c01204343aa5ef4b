package org.sparkall.policy.decision;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import org.sparkall.problem.Problem;

/**
 * What holds for every request of the AuthZEN API before anybody looks into it (AuthZEN 1.0 section 10.1): its identifier comes back with any
 * answer, errors included, and a body that is not announced as JSON is a bad request.
 */
@ApplicationScoped
class AuthzenRequests {

    /** Before the check of the body's size, so that its answer carries the identifier too. */
    private static final int PRIORITY = 1100;

    private static final String PATHS = "/access/v1/";
    private static final String REQUEST_ID = "X-Request-ID";
    private static final String JSON = "application/json";

    void register(@Observes Filters filters) {
        filters.register(this::begin, PRIORITY);
    }

    private void begin(RoutingContext context) {
        if (!context.normalizedPath().startsWith(PATHS)) {
            context.next();
            return;
        }
        String id = context.request().getHeader(REQUEST_ID);
        if (id != null) context.response().putHeader(REQUEST_ID, id);
        if (context.request().method().equals(HttpMethod.POST) && !isJson(context)) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private static boolean isJson(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static void refuse(RoutingContext context) {
        context.request().resume();
        context.response()
                .setStatusCode(400)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"The Content-Type must be application/json.\"}");
    }
}
