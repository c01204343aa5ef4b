package org.sparkall.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says what is wrong with a body that announces itself as too large. Quarkus refuses it too, but with an empty answer and a closed
 * connection, of which many clients see nothing but the loss.
 */
@ApplicationScoped
class BodyLimit {

    /** Before Quarkus' own check. */
    private static final int PRIORITY = 1000;
    /** How many times the limit is read and thrown away for a sender who does not listen while sending. */
    private static final int PATIENCE = 8;

    private final long limit;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limit = limit.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long announced = announced(request);
        if (announced <= limit) {
            context.next();
            return;
        }
        if (announced > limit * PATIENCE) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        } else {
            request.resume();
        }
        context.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end("{\"type\":\"about:blank\",\"title\":\"Content Too Large\",\"status\":413}");
    }

    private static long announced(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
