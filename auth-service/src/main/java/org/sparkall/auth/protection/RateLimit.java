package org.sparkall.auth.protection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Optional;

/** So many a period for each caller, given back evenly. In this replica's memory, which many callers cannot exhaust. */
@RegisterForReflection(
        // What Caffeine picks for this kind of cache, by name.
        classNames = {"com.github.benmanes.caffeine.cache.SSMSA", "com.github.benmanes.caffeine.cache.PSAMS"})
final class RateLimit {

    private final Cache<String, Bucket> buckets;
    private final int requests;
    private final Duration period;

    RateLimit(int requests, LimitSettings settings) {
        this.requests = requests;
        this.period = settings.period();
        this.buckets = Caffeine.newBuilder()
                .maximumSize(settings.callers())
                .expireAfterAccess(period.multipliedBy(2))
                .build();
    }

    /**
     * Counts one.
     *
     * @return how long this caller must wait; empty when they need not
     */
    Optional<Duration> count(String caller) {
        ConsumptionProbe probe = buckets.get(caller, it -> fresh()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, period))
                .build();
    }
}
