package org.sparkall.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Measures how long what a person took back went on to work here: from the moment it was taken down to the one it was followed. */
@ApplicationScoped
class WithdrawalEffect {

    private static final Set<String> TAKEN_BACK = Set.of(EventTypes.CONSENT_WITHDRAWN, EventTypes.CONSENT_NARROWED);

    private final Timer timer;
    private final Clock clock = Clock.systemUTC();

    WithdrawalEffect(MeterRegistry metrics) {
        this.timer = Timer.builder("sparkall.withdrawal.effect")
                .description("From a consent's withdrawal or narrowing to its effect in this service")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(metrics);
    }

    /** An event was taken in for the first time. The clocks of two machines may differ: what seems to come from the future took no time. */
    void taken(ReceivedEvent<?> event) {
        if (!TAKEN_BACK.contains(event.type())) return;
        Duration took = Duration.between(event.time(), clock.instant());
        timer.record(took.isNegative() ? Duration.ZERO : took);
    }
}
