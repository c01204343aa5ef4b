package org.sparkall.consent.record;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** When consents end by themselves, in this installation. */
@ConfigMapping(prefix = "sparkall.consent.expiry")
public interface ExpirySettings {

    /** {@code none}, {@code fixed}: days after the person last agreed, or {@code unused}: days without use. */
    @WithDefault("none")
    String policy();

    /** After how many days; left out for {@code none}. */
    Optional<Integer> days();

    /** How long before its end a notification says that a consent will end. */
    @WithDefault("P7D")
    Duration warnBefore();

    /** How often is looked for what has run out; as a duration of ISO 8601, used by the scheduler too. */
    @WithDefault("PT10S")
    Duration checkInterval();
}
