package org.sparkall.auth.grant;

import java.time.Instant;
import org.sparkall.auth.secret.Secret;

/** What came of redeeming a code or a refresh token. */
public sealed interface GrantOutcome {

    /**
     * The grant stands, and this is its next refresh token.
     *
     * @param refreshToken shown once
     * @param refreshTokenExpiresAt when it runs out if nobody uses it
     */
    record Standing(Grant grant, Secret refreshToken, Instant refreshTokenExpiresAt) implements GrantOutcome {}

    /**
     * It does not stand (RFC 6749 section 5.2, {@code invalid_grant}).
     *
     * @param description one sentence for the integration's developer; tells a thief nothing useful
     */
    record Refused(String description) implements GrantOutcome {}
}
