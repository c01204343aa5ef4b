package org.sparkall.policy.realm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How Keycloak's realm is kept in step. */
@ConfigMapping(prefix = "sparkall.keycloak")
public interface RealmSettings {

    /** What is done about the realm. */
    @WithDefault("follow")
    Sync sync();

    /** What is done about a realm that is not as the catalog wants it. */
    enum Sync {
        /** It is mended. */
        FOLLOW,
        /** It is only looked at: somebody else mends it. */
        CHECK,
        /** Nothing. */
        OFF
    }

    /** The realm's name. */
    @WithDefault("spark")
    String realm();

    /** How often the realm is looked at although the catalog has not changed. */
    @WithDefault("PT10M")
    Duration checkInterval();
}
