package org.sparkall.auth.protection;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Limits by client. What anybody can say is never counted against a client: only who authenticated is, and who did not is counted together
 * with the address they come from. A right secret is never refused for the wrong ones before it. So nobody can lock a client out.
 */
@ApplicationScoped
public class ClientLimits {

    private final RateLimit requests;
    private final RateLimit failures;
    private final CurrentVertxRequest current;

    ClientLimits(LimitSettings settings, CurrentVertxRequest current) {
        this.requests = new RateLimit(settings.requestsPerClient(), settings);
        this.failures = new RateLimit(settings.failuresPerClient(), settings);
        this.current = current;
    }

    /**
     * Counts a request of a client that authenticated.
     *
     * @throws TooManyRequestsException when it has to wait
     */
    public void authenticated(String clientId) {
        require(requests, clientId);
    }

    /**
     * Counts a request of a public client, which anybody can claim to be.
     *
     * @throws TooManyRequestsException when callers from this address have to wait
     */
    public void claimed(String clientId) {
        require(requests, clientId + ' ' + address());
    }

    /**
     * Counts a failed authentication.
     *
     * @throws TooManyRequestsException when there were too many from this address
     */
    public void failed(String clientId) {
        require(failures, clientId + ' ' + address());
    }

    private static void require(RateLimit limit, String caller) {
        limit.count(caller).ifPresent(wait -> {
            throw new TooManyRequestsException(wait);
        });
    }

    private String address() {
        RoutingContext context = current.getCurrent();
        return context == null ? "unknown" : CallerAddress.of(context.request());
    }
}
