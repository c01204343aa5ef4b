package org.sparkall.auth.consent;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where people are asked. */
@ConfigMapping(prefix = "sparkall.consent")
public interface ConsentSettings {

    /** The address browsers know consent-service by: its own public URL, which need not be where this service reaches it. */
    URI publicUrl();
}
