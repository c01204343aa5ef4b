package org.sparkall.policy.decision;

import java.util.Optional;

/**
 * An access token as the integration showed it to the caller.
 *
 * @param token the token itself
 * @param proof the DPoP proof that came with it
 */
record ShownToken(String token, Optional<Proof> proof) {

    /**
     * A DPoP proof and the request that it came with (RFC 9449 section 4.2).
     *
     * @param proof the value of the {@code DPoP} header
     * @param method the HTTP method of that request
     * @param address its address, as the integration knows it
     */
    record Proof(String proof, String method, String address) {}
}
