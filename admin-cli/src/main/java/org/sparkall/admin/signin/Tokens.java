package org.sparkall.admin.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Keycloak gave for a sign-in. Never shown to anybody.
 *
 * @param expiresAt when the access token runs out
 * @param refreshToken null when there is none
 */
record Tokens(
        String accessToken, Instant expiresAt, @Nullable String refreshToken) {

    /** So that no message and no log ever holds one. */
    @Override
    public String toString() {
        return "Tokens[expiresAt=" + expiresAt + "]";
    }
}
