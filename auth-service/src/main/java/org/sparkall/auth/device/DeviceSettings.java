package org.sparkall.auth.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices are authorized. */
@ConfigMapping(prefix = "sparkall.device")
public interface DeviceSettings {

    /** How long a person may take to connect a device. */
    @WithDefault("PT10M")
    Duration codeLifetime();

    /** How long a device must wait between two questions, at first. */
    @WithDefault("PT5S")
    Duration pollInterval();

    /** How many wrong codes a person may type within the period. */
    @WithDefault("10")
    int wrongCodes();

    /** The period in which wrong codes are counted. */
    @WithDefault("PT15M")
    Duration wrongCodesPeriod();
}
