package org.sparkall.pages;

import io.quarkus.oidc.OIDCException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Watches the identity provider, and when it is away sends nobody there: whoever would have to sign in finds a page that says so instead of
 * their browser's error. Sessions that stand need no identity provider, and go on.
 */
@ApplicationScoped
public class SignInWatch {

    /** Where a browser is led instead. */
    static final String PATH = "/sign-in-unavailable";

    private static final Logger LOG = Logger.getLogger(SignInWatch.class);
    private static final int PRIORITY = 1020;
    private static final int FIRST = -100;
    private static final long PERIOD_MILLIS = 2_000;
    private static final int TIMEOUT_MILLIS = 1_500;
    /** One failure may be a hiccup. */
    private static final int ENOUGH = 2;

    private final String issuer;
    private final HttpClient client;
    private final AtomicInteger failures = new AtomicInteger();

    SignInWatch(Vertx vertx, @ConfigProperty(name = "quarkus.oidc.auth-server-url") String issuer) {
        this.issuer = issuer;
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_MILLIS));
        vertx.setPeriodic(PERIOD_MILLIS, timer -> look());
    }

    private void look() {
        client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(issuer + "/.well-known/openid-configuration")
                        .setTimeout(TIMEOUT_MILLIS))
                .compose(request -> request.send())
                .onSuccess(response -> seen(response.statusCode() == 200))
                .onFailure(e -> seen(false));
    }

    private void seen(boolean well) {
        if (well) {
            if (failures.getAndSet(0) >= ENOUGH) LOG.info("the identity provider answers again");
        } else if (failures.incrementAndGet() == ENOUGH) {
            LOG.warn("the identity provider does not answer: nobody can sign in");
        }
    }

    /** Whether it did not answer lately. */
    private boolean isAway() {
        return failures.get() >= ENOUGH;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, PRIORITY);
    }

    /** Before Quarkus's own handler of failures. */
    void register(@Observes Router router) {
        router.route().order(FIRST).failureHandler(SignInWatch::unknownKeys);
    }

    /** A service that was begun while the identity provider was away does not know where to send anybody, nor who anybody is. */
    private static void unknownKeys(RoutingContext context) {
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean isBrowser = accepted != null && accepted.contains("text/html");
        if (isBrowser && context.failure() instanceof OIDCException) answer(context.response());
        else context.next();
    }

    private void guard(RoutingContext context) {
        if (context.normalizedPath().equals(PATH)) {
            answer(context.response());
            return;
        }
        if (isAway()) context.addHeadersEndHandler(nothing -> keepHere(context.response()));
        context.next();
    }

    /** A redirect to the identity provider would end in an error that nobody can read. */
    private void keepHere(HttpServerResponse response) {
        String location = response.headers().get(HttpHeaders.LOCATION);
        if (location != null && location.contains("/protocol/openid-connect/auth")) {
            response.headers().set(HttpHeaders.LOCATION, PATH);
        }
    }

    private static void answer(HttpServerResponse response) {
        response.setStatusCode(503)
                .putHeader(HttpHeaders.RETRY_AFTER, "30")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=UTF-8")
                .putHeader(PagePolicy.HEADER, PagePolicy.plain(FormTargets.none()))
                .end(
                        MessagePage.html(
                                "Signing in is not possible just now",
                                "Whoever is signed in already can go on. Nothing was changed: go back, and try again in a moment."));
    }
}
