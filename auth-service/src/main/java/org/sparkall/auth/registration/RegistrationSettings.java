package org.sparkall.auth.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How integrations register themselves. */
@ConfigMapping(prefix = "sparkall.registration")
public interface RegistrationSettings {

    /** How long an initial access token is good when its maker does not say. */
    @WithDefault("PT1H")
    Duration initialTokenLifetime();

    /** The longest that a developer may ask for. */
    @WithDefault("P30D")
    Duration initialTokenMaxLifetime();

    /** How long a registration access token stays good after it was replaced, as long as its successor is unused; zero for not at all. */
    @WithDefault("PT10M")
    Duration tokenGrace();
}
