package org.sparkall.seal;

import io.smallrye.config.ConfigMapping;

/** Secrets of this installation. */
@ConfigMapping(prefix = "sparkall.secrets")
public interface SecretSettings {

    /** 32 random bytes in base64, the same for every replica. Everything sealed is lost without it. */
    String masterKey();
}
