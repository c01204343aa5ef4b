package org.sparkall.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long signing keys live. */
@ConfigMapping(prefix = "sparkall.keys")
public interface KeySettings {

    /** How long a key signs before the next takes over. */
    @WithDefault("P30D")
    Duration rotationPeriod();

    /** How long before it signs a new key is published, so that every verifier has seen it; more than verifiers cache a key set. */
    @WithDefault("P1D")
    Duration publishAhead();
}
