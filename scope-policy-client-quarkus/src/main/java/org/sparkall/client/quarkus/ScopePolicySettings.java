package org.sparkall.client.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where scope-policy-service is. The caller's own token is Quarkus OIDC client's to get ({@code quarkus.oidc-client.*}). */
@ConfigMapping(prefix = "sparkall.scope-policy")
public interface ScopePolicySettings {

    /** Its address, without a slash at its end. */
    URI url();

    /** The address by which it calls itself, when that is another: the issuer of its bundles. */
    Optional<URI> issuer();

    /** How often it is asked for a newer catalog. */
    @WithDefault("PT30S")
    Duration refresh();

    /** How long a live decision may take. */
    @WithDefault("PT1S")
    Duration timeout();

    /** The most live decisions that are kept, for as long as the service allows. */
    @WithDefault("10000")
    int cacheSize();

    /** How long a live decision is kept at most; zero for never. */
    @WithDefault("PT0S")
    Duration cacheLongest();
}
