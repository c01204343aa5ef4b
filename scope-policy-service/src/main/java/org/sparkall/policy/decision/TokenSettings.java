package org.sparkall.policy.decision;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Which access tokens a caller may hand in. */
@ConfigMapping(prefix = "sparkall.token")
public interface TokenSettings {

    /** The issuer, exactly as its tokens say; its key set is at {@code /v1/jwks} below it. */
    URI issuer();

    /** The audience that a token must be for. */
    String audience();
}
