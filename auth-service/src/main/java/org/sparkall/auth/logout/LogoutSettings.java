package org.sparkall.auth.logout;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How logouts are passed on to integrations. */
@ConfigMapping(prefix = "sparkall.logout")
public interface LogoutSettings {

    /** Whether integrations at loopback and private network addresses are told: for local runs and closed networks only. */
    @WithDefault("false")
    boolean allowPrivateAddresses();

    /** How long an integration may take to connect and to answer. */
    @WithDefault("PT5S")
    Duration timeout();

    /** How long to wait after the first attempt that failed; doubled with each further one, up to an hour. */
    @WithDefault("PT5S")
    Duration firstRetry();

    /** How many attempts there are in all. */
    @WithDefault("12")
    int attempts();

    /** How long a person may take from the integration's request to the end of the logout. */
    @WithDefault("PT15M")
    Duration flowLifetime();
}
