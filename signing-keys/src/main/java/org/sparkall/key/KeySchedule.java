package org.sparkall.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sparkall.key.KeyTimes.State;

/**
 * When keys follow one another: without a gap, and none before every verifier that caches the key set has seen it.
 *
 * @param rotationPeriod how long a key signs
 * @param publishAhead how long before it signs it is made
 * @param leastAhead the same at the least, when the change comes sooner than planned
 * @param trust how long a key is published after its last signature
 */
record KeySchedule(Duration rotationPeriod, Duration publishAhead, Duration leastAhead, Duration trust) {

    /**
     * What is to be done.
     *
     * @param changed keys with new times
     * @param signsFrom from when a new key shall sign; empty when none is to be made
     */
    record Plan(List<KeyTimes> changed, Optional<Instant> signsFrom) {

        static final Plan NOTHING = new Plan(List.of(), Optional.empty());
    }

    /** The times of a key that is made now. */
    KeyTimes of(String kid, Instant now, Instant signsFrom) {
        Instant signsUntil = signsFrom.plus(rotationPeriod);
        return new KeyTimes(kid, now, signsFrom, signsUntil, signsUntil.plus(trust), null);
    }

    /** The next key in time, as every replica asks for once a minute. */
    Plan due(List<KeyTimes> keys, Instant now) {
        Optional<KeyTimes> last =
                keys.stream().filter(KeyTimes::trusted).max(Comparator.comparing(KeyTimes::signsUntil));
        if (last.isEmpty()) return new Plan(List.of(), Optional.of(now));
        if (last.get().signsUntil().isAfter(now.plus(publishAhead))) return Plan.NOTHING;
        return handOver(last.get(), later(last.get().signsUntil(), now.plus(leastAhead)));
    }

    /** The next key as soon as may be. Asking again while it is on its way changes nothing. */
    Plan rotation(List<KeyTimes> keys, Instant now) {
        Optional<KeyTimes> signing = find(keys, State.SIGNING, now);
        if (signing.isEmpty()) return due(keys, now);
        Optional<KeyTimes> pending = find(keys, State.PENDING, now);
        if (pending.isEmpty()) return handOver(signing.get(), now.plus(leastAhead));
        Instant from = later(pending.get().madeAt().plus(leastAhead), now);
        if (!from.isBefore(pending.get().signsFrom())) return Plan.NOTHING;
        return new Plan(List.of(until(signing.get(), from), pending.get().signingFrom(from)), Optional.empty());
    }

    /** What signs when trust in a key has ended: another at once, whether or not verifiers have seen it. */
    Plan replacement(List<KeyTimes> keys, Instant now) {
        if (find(keys, State.SIGNING, now).isPresent()) return Plan.NOTHING;
        return find(keys, State.PENDING, now)
                .map(it -> new Plan(List.of(it.signingFrom(now)), Optional.empty()))
                .orElse(new Plan(List.of(), Optional.of(now)));
    }

    private Plan handOver(KeyTimes from, Instant at) {
        return new Plan(List.of(until(from, at)), Optional.of(at));
    }

    private KeyTimes until(KeyTimes key, Instant end) {
        return new KeyTimes(key.kid(), key.madeAt(), key.signsFrom(), end, end.plus(trust), key.compromisedAt());
    }

    private static Optional<KeyTimes> find(List<KeyTimes> keys, State state, Instant now) {
        return keys.stream().filter(it -> it.stateAt(now) == state).min(Comparator.comparing(KeyTimes::signsFrom));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
