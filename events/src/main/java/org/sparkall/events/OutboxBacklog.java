package org.sparkall.events;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Measures what waits in the outbox, on every replica: the one that publishes may be the one that hangs. */
@ApplicationScoped
class OutboxBacklog {

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** What was measured before this time says nothing of now. */
    private static final Duration MEMORY = Duration.ofSeconds(30);
    /** Counting more would cost more than it says. */
    private static final int MOST = 10_000;

    private final Jdbi jdbi;
    private final EventLoop loop = new EventLoop("outbox-backlog");
    private volatile @Nullable Backlog last;

    OutboxBacklog(Jdbi jdbi, MeterRegistry metrics) {
        this.jdbi = jdbi;
        Gauge.builder("sparkall.outbox.pending", this, it -> it.value(Backlog::pending))
                .description("Events that wait for their publication, at most " + MOST)
                .register(metrics);
        Gauge.builder("sparkall.outbox.oldest", this, it -> it.value(Backlog::oldestSeconds))
                .baseUnit("seconds")
                .description("The age of the event that waits longest; 0 when none waits")
                .register(metrics);
    }

    private record Backlog(long pending, double oldestSeconds, long measuredAt) {}

    void start(@Observes StartupEvent event) {
        loop.start(() -> {
            while (loop.isRunning()) {
                measure();
                loop.await(EVERY);
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private void measure() {
        last = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT count(*) AS pending, coalesce(extract(epoch FROM now() - min(occurred_at)), 0) AS oldest"
                                + " FROM (SELECT occurred_at FROM outbox ORDER BY id LIMIT :most) AS waiting")
                .bind("most", MOST)
                .map((row, context) ->
                        new Backlog(row.getLong("pending"), Math.max(0, row.getDouble("oldest")), System.nanoTime()))
                .one());
    }

    private double value(ToDoubleFunction<Backlog> measure) {
        Backlog backlog = last;
        boolean isKnown = backlog != null && System.nanoTime() - backlog.measuredAt() < MEMORY.toNanos();
        return isKnown ? measure.applyAsDouble(backlog) : Double.NaN;
    }
}
