package org.sparkall.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests that need nothing but memory on the event loop that read them: what else lies between a request and its resource would
 * cost as much again. Whoever is not answered here is passed on, as they came, to the endpoint's resource, which says why.
 */
public abstract class ImmediateAnswers {

    private static final Logger LOG = Logger.getLogger(ImmediateAnswers.class);
    private static final int LONGEST = 16 * 1024;
    /** By which Quarkus's metrics and traces know the endpoint. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private final String path;
    private final int priority;

    /**
     * @param path the endpoint's, without parameters
     * @param priority of all filters, those with less come later
     */
    protected ImmediateAnswers(String path, int priority) {
        this.path = path;
        this.priority = priority;
    }

    /** Whether a request can be answered here, by all that is known before its body is read. */
    protected abstract boolean mayAnswer(RoutingContext context);

    /**
     * Answers a request, if nothing about it is out of the ordinary, without waiting for anything.
     *
     * @return false when the resource shall answer it, as it does when this throws
     */
    protected abstract boolean answer(RoutingContext context, Buffer body);

    public void register(@Observes Filters filters) {
        filters.register(this::check, priority);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isOne(request) || !mayAnswer(context)) {
            context.next();
            return;
        }
        request.body()
                // Whoever goes away while sending is no fault of ours.
                .recover(gone -> Future.failedFuture(new IOException("the body did not come", gone)))
                .map(body -> take((RoutingContextInternal) context, body))
                .onFailure(context::fail);
        request.resume();
    }

    private boolean isOne(HttpServerRequest request) {
        // With HTTP/2 a body can have come in before anybody asked for it.
        return request.version() == HttpVersion.HTTP_1_1
                && request.method().equals(HttpMethod.POST)
                && path.equals(request.uri())
                && !request.headers().contains(HttpHeaders.EXPECT)
                && isShort(request.getHeader(HttpHeaders.CONTENT_LENGTH));
    }

    private static boolean isShort(@Nullable String length) {
        try {
            return length != null && Integer.parseInt(length) <= LONGEST;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private boolean take(RoutingContextInternal context, Buffer body) {
        Vertx.currentContext().putLocal(TEMPLATE, path);
        boolean answered = isAnswered(context, body);
        if (!answered) {
            context.setBody(body);
            context.next();
        }
        return answered;
    }

    private boolean isAnswered(RoutingContext context, Buffer body) {
        try {
            return answer(context, body);
        } catch (RuntimeException e) {
            if (context.response().headWritten()) throw e;
            // It happens again to those who are asked next, who know what to answer.
            LOG.debug("left to the resource", e);
            return false;
        }
    }
}
