package org.sparkall.auth.protection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one caller may ask of one replica. */
@ConfigMapping(prefix = "sparkall.limits")
public interface LimitSettings {

    /** What the numbers below are per. */
    @WithDefault("PT1M")
    Duration period();

    /** Requests of one address to the protocol endpoints, whoever sends them. */
    @WithDefault("60000")
    int requestsPerAddress();

    /** Requests of one client that has authenticated; of a public one, from one address. */
    @WithDefault("30000")
    int requestsPerClient();

    /** Failed authentications of one client from one address, after which further ones are not even told that they failed. */
    @WithDefault("30")
    int failuresPerClient();

    /** How many callers are remembered; beyond that those not seen for longest are forgotten. */
    @WithDefault("100000")
    int callers();
}
