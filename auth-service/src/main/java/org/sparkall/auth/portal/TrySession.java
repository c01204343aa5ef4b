package org.sparkall.auth.portal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.sparkall.seal.Expiring;

/**
 * A flow that a developer tries, on its way through the browser.
 *
 * @param developer the only one who may see how it ends
 * @param state what must come back (RFC 6749 section 10.12)
 * @param verifier what the code is bound to (RFC 7636)
 */
@RegisterForReflection
record TrySession(
        UUID integration,
        String developer,
        String scope,
        boolean askAgain,
        String state,
        String verifier,
        Instant expiresAt)
        implements Expiring {}
