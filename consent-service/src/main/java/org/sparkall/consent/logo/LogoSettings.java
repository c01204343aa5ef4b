package org.sparkall.consent.logo;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which logos are shown. */
@ConfigMapping(prefix = "sparkall.consent.logo")
public interface LogoSettings {

    /** Whether this service may fetch logos from the internet; initials stand for them otherwise. */
    @WithDefault("true")
    boolean enabled();

    /** Hosts whose logos may be fetched although their addresses are internal ones. */
    Optional<Set<String>> internalHosts();
}
