package org.sparkall.policy.decision;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Which access tokens a caller may hand in. */
@ConfigMapping(prefix = "sparkall.token")
public interface TokenSettings {

    /** The issuer, exactly as its tokens say. */
    URI issuer();

    /** Where its key set is fetched; inside a cluster another address than the issuer's. */
    URI jwksUrl();

    /** The audiences of which a token must be for one. */
    Set<String> audience();

    /** Those among them whose tokens may have the type {@code JWT} instead of {@code at+jwt}, as auth-service is told too. */
    Optional<Set<String>> plainJwtAudience();
}
