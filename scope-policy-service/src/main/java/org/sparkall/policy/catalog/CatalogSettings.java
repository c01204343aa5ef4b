package org.sparkall.policy.catalog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the catalog may be changed. */
@ConfigMapping(prefix = "sparkall.catalog")
public interface CatalogSettings {

    /** How long a scope that is in use must have been deprecated before it can be removed. */
    @WithDefault("P90D")
    Duration deprecationPeriod();
}
