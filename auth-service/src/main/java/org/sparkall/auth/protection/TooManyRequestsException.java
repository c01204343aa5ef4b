package org.sparkall.auth.protection;

import java.time.Duration;

/** A request of a caller who has to wait (RFC 6585 section 4). */
public final class TooManyRequestsException extends RuntimeException {

    private final Duration wait;

    TooManyRequestsException(Duration wait) {
        super("too many requests", null, false, false);
        this.wait = wait;
    }

    /** How long, in whole seconds (RFC 9110 section 10.2.3). */
    long retryAfter() {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
