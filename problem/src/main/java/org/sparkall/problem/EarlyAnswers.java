package org.sparkall.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers the usual requests of an endpoint before they are routed: what lies between a request and its resource costs as much again as the
 * answer. What is out of the ordinary is passed on, as it came, to the endpoint's resource.
 */
public abstract class EarlyAnswers {

    private static final Logger LOG = Logger.getLogger(EarlyAnswers.class);
    private static final int LONGEST = 16 * 1024;
    /** By which Quarkus's metrics and traces know the endpoint. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private static final Set<String> JSON = Set.of("*/*", "application/json");
    private static final String REFUSAL = EarlyAnswers.class.getName();

    /** After all that guards a service's endpoints, before Quarkus asks who is calling. */
    private static final int PRIORITY = 900;

    private final String path;
    private final ExecutorService waiting;

    /**
     * @param path the endpoint's, without parameters
     * @param waiting whose threads may wait
     */
    protected EarlyAnswers(String path, ExecutorService waiting) {
        this.path = path;
        this.waiting = waiting;
    }

    /**
     * A request that was read and can be answered.
     *
     * @param waits whether its answer waits for anything; otherwise it is made on the event loop
     * @param answer makes the answer, and returns what sends it; what it throws, the resource throws in its turn ({@link #throwRefusal}): there is one
     *     place for each error
     */
    public record Ready(boolean waits, Supplier<Consumer<HttpServerResponse>> answer) {}

    /** Whether a request can be answered here, by all that is known before its body is read. */
    protected abstract boolean mayAnswer(RoutingContext context);

    /**
     * Reads a request, and waits for nothing.
     *
     * @return empty when the resource shall answer it, as it does when this throws: nothing must have been done then
     */
    protected abstract Optional<Ready> read(RoutingContext context, Buffer body);

    /**
     * Begins the resource of such an endpoint: a request that was refused is not judged again.
     *
     * @throws RuntimeException with which it was refused
     */
    public static void throwRefusal(RoutingContext context) {
        RuntimeException refusal = context.get(REFUSAL);
        if (refusal != null) throw refusal;
    }

    /** Whether the sender takes JSON, as nearly everybody says it. */
    protected static boolean takesJson(HttpServerRequest request) {
        List<String> accepted = request.headers().getAll(HttpHeaders.ACCEPT);
        return accepted.isEmpty() || (accepted.size() == 1 && JSON.contains(accepted.getFirst()));
    }

    public void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
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
        Context own = Vertx.currentContext();
        own.putLocal(TEMPLATE, path);
        context.setBody(body);
        Optional<Ready> ready = ready(context, body);
        if (ready.isEmpty()) {
            context.next();
        } else if (ready.get().waits()) {
            answerWaiting(context, own, ready.get());
        } else {
            end(context, ready.get()).run();
        }
        return ready.isPresent();
    }

    private void answerWaiting(RoutingContext context, Context own, Ready request) {
        try {
            waiting.execute(() -> {
                Runnable end = end(context, request);
                own.runOnContext(nothing -> finish(context, end));
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("left to the resource", e);
            context.next();
        }
    }

    private static void finish(RoutingContext context, Runnable end) {
        try {
            end.run();
        } catch (RuntimeException e) {
            context.fail(e);
        }
    }

    private Optional<Ready> ready(RoutingContext context, Buffer body) {
        try {
            return read(context, body);
        } catch (RuntimeException e) {
            // It happens again to the resource, which knows what to answer.
            LOG.debug("left to the resource", e);
            return Optional.empty();
        }
    }

    private static Runnable end(RoutingContext context, Ready request) {
        try {
            Consumer<HttpServerResponse> answer = request.answer().get();
            return () -> answer.accept(context.response());
        } catch (RuntimeException e) {
            return () -> {
                context.put(REFUSAL, e);
                context.next();
            };
        } catch (Error e) {
            // Somebody waits for an answer all the same.
            return () -> context.fail(e);
        }
    }
}
