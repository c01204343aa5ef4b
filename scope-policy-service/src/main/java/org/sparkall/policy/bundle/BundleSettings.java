package org.sparkall.policy.bundle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** How long signed catalogs count. */
@ConfigMapping(prefix = "sparkall.bundle")
public interface BundleSettings {

    /** The address callers know this service by: the bundle's issuer. */
    URI issuer();

    /** How long a bundle is valid: so long callers decide with it while they cannot have a newer one. */
    @WithDefault("P7D")
    Duration validity();

    /** How long the same bundle is sent before it is signed anew; less than its validity. */
    @WithDefault("P1D")
    Duration renewal();
}
