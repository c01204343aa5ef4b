package org.sparkall.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/** Counts requests by how long they took, so that percentiles can be read off all replicas together. */
@Singleton
class RequestBuckets {

    private static final String REQUESTS = "http.server.requests";
    private static final double[] UP_TO = Stream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .mapToDouble(it -> Duration.ofMillis(it).toNanos())
            .toArray();

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                if (!id.getName().equals(REQUESTS)) return config;
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(UP_TO)
                        .build()
                        .merge(config);
            }
        };
    }
}
