package org.sparkall.problem;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A replica that is about to end still answers, until nobody sends it new connections; those who have one are told with each answer not to
 * use it again (RFC 9112 section 9.6), so that no request meets a connection that is being closed.
 */
@ApplicationScoped
class Draining {

    /** Before everything else, as an answer that refuses ends a connection too. */
    private static final int PRIORITY = 10_001;

    private volatile boolean begun;

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begun = true;
    }

    void register(@Observes Filters filters) {
        filters.register(this::tell, PRIORITY);
    }

    private void tell(RoutingContext context) {
        if (begun && context.request().version() != HttpVersion.HTTP_2) {
            context.response().putHeader("Connection", "close");
        }
        context.next();
    }
}
