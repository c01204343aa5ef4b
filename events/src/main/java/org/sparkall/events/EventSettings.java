package org.sparkall.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are published and read. */
@ConfigMapping(prefix = "sparkall.events")
public interface EventSettings {

    /** This service's name as the source of events, such as {@code /auth-service}; also names its consumer group. */
    String source();

    /** Partitions of a topic that this service makes. */
    @WithDefault("6")
    int partitions();

    /** Replicas of a topic that this service makes. */
    @WithDefault("1")
    short replicationFactor();

    /** How often the outbox is looked at when nobody says that there is something in it. */
    @WithDefault("PT0.2S")
    Duration pollInterval();
}
