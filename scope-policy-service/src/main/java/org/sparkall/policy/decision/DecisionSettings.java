package org.sparkall.policy.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long decisions are good. */
@ConfigMapping(prefix = "sparkall.decision")
public interface DecisionSettings {

    /** How old the read models' knowledge may be; above that every decision is no. */
    @WithDefault("PT5M")
    Duration maxStaleness();

    /** How long a caller may reuse an answer for the same question; zero for not at all. */
    @WithDefault("PT5S")
    Duration cache();

    /** How long something may go on under a decision, such as a call or a stream, before the caller asks again. */
    @WithDefault("PT1M")
    Duration reEvaluateAfter();
}
