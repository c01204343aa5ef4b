package org.sparkall.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of a signing key.
 *
 * @param kid its id
 * @param madeAt when it was made, and published from then on
 * @param signsFrom from when it signs
 * @param signsUntil from when it signs no more
 * @param publishedUntil from when nothing it signed is valid any more
 * @param compromisedAt when an operator ended trust in it; null while it is trusted
 */
record KeyTimes(
        String kid,
        Instant madeAt,
        Instant signsFrom,
        Instant signsUntil,
        Instant publishedUntil,
        @Nullable Instant compromisedAt) {

    KeyTimes {
        // The database keeps no more, and two replicas must see the same moment.
        madeAt = madeAt.truncatedTo(ChronoUnit.MICROS);
        signsFrom = signsFrom.truncatedTo(ChronoUnit.MICROS);
        signsUntil = signsUntil.truncatedTo(ChronoUnit.MICROS);
        publishedUntil = publishedUntil.truncatedTo(ChronoUnit.MICROS);
    }

    /** Where in its life a key is. */
    enum State {
        PENDING,
        SIGNING,
        RETIRED,
        COMPROMISED
    }

    State stateAt(Instant when) {
        if (!trusted()) return State.COMPROMISED;
        if (when.isBefore(signsFrom)) return State.PENDING;
        return when.isBefore(signsUntil) ? State.SIGNING : State.RETIRED;
    }

    boolean trusted() {
        return compromisedAt == null;
    }

    boolean publishedAt(Instant when) {
        return trusted() && when.isBefore(publishedUntil);
    }

    KeyTimes signingFrom(Instant from) {
        return new KeyTimes(kid, madeAt, from, signsUntil, publishedUntil, compromisedAt);
    }

    KeyTimes compromised(Instant at) {
        return new KeyTimes(kid, madeAt, signsFrom, signsUntil, publishedUntil, at);
    }
}
