package org.sparkall.events;

import io.smallrye.config.ConfigMapping;
import java.time.Instant;
import java.util.Optional;

/** Said by operators who brought the databases back to an earlier state; both or neither. */
@ConfigMapping(prefix = "sparkall.restoration")
public interface RestorationSettings {

    /** The moment to whose state the databases were brought back, or one a little before it. */
    Optional<Instant> restoredTo();

    /** What is known of what happened after that moment. */
    Optional<Lost> lost();
}
