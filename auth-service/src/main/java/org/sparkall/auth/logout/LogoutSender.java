package org.sparkall.auth.logout;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;
import org.sparkall.auth.integration.ClientSettings;
import org.sparkall.auth.integration.Integration;
import org.sparkall.auth.integration.IntegrationRegistry;

/** Tells integrations of logouts, a few at a time and each independently of the others, until they take it or there is no hope. */
@ApplicationScoped
class LogoutSender {

    private static final Logger LOG = Logger.getLogger(LogoutSender.class);
    private static final int BATCH = 20;

    private final LogoutDeliveries deliveries;
    private final LogoutTokens tokens;
    private final LogoutCaller caller;
    private final IntegrationRegistry registry;
    private final LogoutSettings settings;
    private final Clock clock = Clock.systemUTC();

    LogoutSender(
            LogoutDeliveries deliveries,
            LogoutTokens tokens,
            LogoutCaller caller,
            IntegrationRegistry registry,
            LogoutSettings settings) {
        this.deliveries = deliveries;
        this.tokens = tokens;
        this.caller = caller;
        this.registry = registry;
        this.settings = settings;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void send() {
        List<LogoutDelivery> due = deliveries.take(clock.instant(), BATCH);
        if (due.isEmpty()) return;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = due.stream()
                    .<Future<?>>map(it -> threads.submit(() -> send(it)))
                    .toList();
            LOG.debugf("%d logouts to be told", calls.size());
        }
    }

    private void send(LogoutDelivery delivery) {
        LogoutCaller.Result result = registry.byClientId(delivery.clientId())
                .filter(Integration::isEnabled)
                .flatMap(it -> tell(it.settings(), delivery))
                .orElse(LogoutCaller.Result.REFUSED);
        boolean hopeless = result == LogoutCaller.Result.REFUSED || delivery.attempts() >= settings.attempts();
        if (result == LogoutCaller.Result.TAKEN || hopeless) deliveries.remove(delivery.id());
        if (result != LogoutCaller.Result.TAKEN) {
            LOG.warnf(
                    "integration %s was not told of logout %s (attempt %d%s)",
                    delivery.clientId(), delivery.id(), delivery.attempts(), hopeless ? ", the last" : "");
        }
    }

    /** Empty when it no longer wants to know. */
    private Optional<LogoutCaller.Result> tell(ClientSettings client, LogoutDelivery delivery) {
        return client.backchannelLogoutUri()
                .map(it -> caller.call(it, tokens.mint(client.idTokenAlgorithm(), delivery)));
    }
}
