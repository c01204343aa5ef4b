package org.sparkall.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.sparkall.scope.SelectionVerdict;

/** Counts which rules selections, registrations and requests break. */
@ApplicationScoped
public class Refusals {

    private final MeterRegistry metrics;

    Refusals(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    public void count(SelectionVerdict.Rejected verdict) {
        verdict.violations()
                .forEach(it -> metrics.counter(
                                "sparkall.refusals", "rule", it.rule().wireName())
                        .increment());
    }
}
