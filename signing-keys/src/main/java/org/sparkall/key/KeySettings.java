package org.sparkall.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long signing keys live, and what signs with them. */
@ConfigMapping(prefix = "sparkall.keys")
public interface KeySettings {

    /** How long a key signs before the next takes over. */
    @WithDefault("P30D")
    Duration rotationPeriod();

    /** How long before it signs a new key is published, so that every verifier has seen it. */
    @WithDefault("P1D")
    Duration publishAhead();

    /** The same, when an operator asks for the rotation. */
    @WithDefault("PT10M")
    Duration publishAheadOnCommand();

    /** How long verifiers may keep the key set; no key signs before it has been published as long as this. */
    @WithDefault("PT5M")
    Duration jwksMaxAge();

    /** Whose implementation of the algorithms signs: {@code auto} or {@code jdk}. */
    @WithDefault("auto")
    SignatureProvider.Choice provider();
}
