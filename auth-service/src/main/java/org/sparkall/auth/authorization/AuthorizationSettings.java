package org.sparkall.auth.authorization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How authorization requests are treated. */
@ConfigMapping(prefix = "sparkall.authorization")
public interface AuthorizationSettings {

    /** How long a person may take from the integration's request to their answer. */
    @WithDefault("PT15M")
    Duration flowLifetime();
}
