package org.sparkall.seal;

import java.time.Instant;

/** A value that is good for a while only. */
public interface Expiring {

    /** From when it is worthless. */
    Instant expiresAt();
}
