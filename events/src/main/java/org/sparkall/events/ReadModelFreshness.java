package org.sparkall.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How old the read models' knowledge can be: the time since Kafka was last asked where the topics end and this replica had read to there.
 * Quiet topics keep it low, a broker that does not answer lets it grow, and so does a replica that cannot follow.
 */
@ApplicationScoped
public class ReadModelFreshness {

    /** What {@link #stalenessNanos} answers before the models have caught up for the first time. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private volatile boolean known;
    private volatile long currentAt;

    @Inject
    void measure(MeterRegistry metrics) {
        Gauge.builder("sparkall.read_model.staleness", this, ReadModelFreshness::stalenessSeconds)
                .baseUnit("seconds")
                .description("How old the read models' knowledge can be; NaN before they have caught up once")
                .register(metrics);
    }

    /** Nanoseconds since the models last held all that their topics held, or {@link #NEVER}. Allocates nothing. */
    public long stalenessNanos() {
        return known ? Math.max(0, System.nanoTime() - currentAt) : NEVER;
    }

    /** The models hold all that the topics held at this moment of {@link System#nanoTime}. */
    void currentAt(long nanoTime) {
        currentAt = nanoTime;
        known = true;
    }

    boolean isKnown() {
        return known;
    }

    private double stalenessSeconds() {
        return known ? stalenessNanos() / NANOS_PER_SECOND : Double.NaN;
    }
}
