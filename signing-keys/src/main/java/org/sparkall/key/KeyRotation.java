package org.sparkall.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sparkall.events.AuditEvent;
import org.sparkall.events.AuditEvent.Actor;
import org.sparkall.events.AuditEvent.Target;
import org.sparkall.events.AuditEvent.TargetKind;
import org.sparkall.events.AuditTrail;
import org.sparkall.key.KeySchedule.Plan;
import org.sparkall.key.SigningKeyStore.StoredKey;

/** Makes, changes and ends signing keys, under a lock that all replicas share. */
@ApplicationScoped
class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);
    /** How far the clocks of two machines may be apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Jdbi jdbi;
    private final SigningKeyStore store;
    private final KeyCustody custody;
    private final KeySchedule schedule;
    private final SigningPurpose purpose;
    private final AuditTrail audit;
    private final Clock clock = Clock.systemUTC();

    KeyRotation(
            Jdbi jdbi,
            SigningKeyStore store,
            KeyCustody custody,
            KeySettings settings,
            SigningPurpose purpose,
            AuditTrail audit) {
        this.jdbi = jdbi;
        this.store = store;
        this.custody = custody;
        this.purpose = purpose;
        this.audit = audit;
        requireLonger("publish-ahead", settings.publishAhead(), settings.jwksMaxAge());
        requireLonger("publish-ahead-on-command", settings.publishAheadOnCommand(), settings.jwksMaxAge());
        this.schedule = new KeySchedule(
                settings.rotationPeriod(),
                settings.publishAhead(),
                settings.publishAheadOnCommand(),
                purpose.longestValidity().plus(CLOCK_SKEW));
    }

    private static void requireLonger(String name, Duration ahead, Duration maxAge) {
        if (ahead.compareTo(maxAge) >= 0) return;
        throw new IllegalStateException(
                "sparkall.keys." + name + " must be no less than sparkall.keys.jwks-max-age (" + maxAge + ")");
    }

    /** Makes the next key of each algorithm when it is due, and forgets those that nothing needs. */
    void keepUp() {
        jdbi.useTransaction(tx -> {
            store.lock(tx);
            store.deleteExpired(tx, clock.instant());
        });
        forEachAlgorithm(schedule::due, Actor.system());
    }

    /**
     * Has another key of each algorithm sign as soon as verifiers have had the time to see it.
     *
     * @param operator the id of who asks
     */
    void rotate(String operator) {
        LOG.infof("operator %s asked for a rotation of the signing keys", operator);
        forEachAlgorithm(schedule::rotation, Actor.operator(operator));
    }

    /**
     * Ends trust in a key, wipes it, and has another of its algorithm sign at once.
     *
     * @param operator the id of who asks
     * @return whether there is such a key
     */
    boolean compromise(String kid, String operator) {
        return jdbi.inTransaction(tx -> {
            store.lock(tx);
            Optional<StoredKey> found = store.current(tx, clock.instant()).stream()
                    .filter(key -> key.times().kid().equals(kid))
                    .findFirst();
            found.filter(key -> key.times().trusted()).ifPresent(key -> {
                store.update(tx, key.times().compromised(clock.instant()));
                LOG.warnf("operator %s declared signing key %s compromised: trust in it has ended", operator, kid);
                audit.append(tx, entry("key.compromised", Actor.operator(operator), kid));
                carryOut(tx, key.algorithm(), schedule::replacement, Actor.operator(operator));
            });
            return found.isPresent();
        });
    }

    List<StoredKey> current() {
        return jdbi.withHandle(handle -> store.current(handle, clock.instant()));
    }

    /** One after another, so that none waits for another's key to be made. */
    private void forEachAlgorithm(BiFunction<List<KeyTimes>, Instant, Plan> rule, Actor actor) {
        for (SigningAlgorithm algorithm : purpose.algorithms()) {
            jdbi.useTransaction(tx -> {
                store.lock(tx);
                carryOut(tx, algorithm, rule, actor);
            });
        }
    }

    private void carryOut(
            Handle tx, SigningAlgorithm algorithm, BiFunction<List<KeyTimes>, Instant, Plan> rule, Actor actor) {
        List<KeyTimes> keys = times(tx, algorithm);
        // Made before anything is timed: that may take a second, and verifiers are to have all of the time they are
        // promised.
        Optional<HeldKey> made = rule.apply(keys, clock.instant()).signsFrom().map(it -> custody.make(algorithm));
        Instant now = clock.instant();
        Plan plan = rule.apply(keys, now);
        plan.changed().forEach(key -> store.update(tx, key));
        plan.signsFrom().ifPresent(from -> {
            HeldKey key = made.orElseGet(() -> custody.make(algorithm));
            store.insert(tx, new StoredKey(algorithm, schedule.of(key.kid(), now, from), key.reference()));
            audit.append(tx, entry("key.made", actor, key.kid()));
            LOG.infof("made signing key %s for %s, which signs from %s", key.kid(), algorithm, from);
        });
    }

    private static AuditEvent entry(String action, Actor actor, String kid) {
        return new AuditEvent(action, actor, new Target(TargetKind.KEY, kid), List.of());
    }

    private List<KeyTimes> times(Handle tx, SigningAlgorithm algorithm) {
        return store.current(tx, clock.instant()).stream()
                .filter(it -> it.algorithm() == algorithm)
                .map(StoredKey::times)
                .toList();
    }
}
