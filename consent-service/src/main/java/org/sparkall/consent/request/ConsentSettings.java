package org.sparkall.consent.request;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How people are asked. */
@ConfigMapping(prefix = "sparkall.consent")
public interface ConsentSettings {

    /** The address people's browsers know this service by. */
    URI publicUrl();

    /** What the address must begin with to which a browser is sent when the person has answered; each ends in a slash. */
    List<String> allowedReturnPrefixes();

    /** Where people report an integration that deceives them; the client identifier is added as {@code client_id}. */
    Optional<URI> reportUrl();

    /** How long a person may take to answer. */
    @WithDefault("PT10M")
    Duration challengeLifetime();
}
