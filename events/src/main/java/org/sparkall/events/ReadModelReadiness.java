package org.sparkall.events;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before the read models have caught up. */
@Readiness
@ApplicationScoped
class ReadModelReadiness implements HealthCheck {

    private final ReadModelFeed feed;

    ReadModelReadiness(ReadModelFeed feed) {
        this.feed = feed;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("read models")
                .status(feed.isCaughtUp())
                .build();
    }
}
