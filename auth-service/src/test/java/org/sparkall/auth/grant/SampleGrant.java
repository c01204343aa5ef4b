package org.sparkall.auth.grant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** A grant as tests need it. */
final class SampleGrant {

    private SampleGrant() {}

    /** One of somebody's own, with these scopes, each of which opens itself and, as aggregates do, another. */
    static Grant of(UUID consentId, String... scopes) {
        return new Grant(
                UUID.randomUUID(),
                consentId,
                1,
                "client-" + UUID.randomUUID(),
                new SignIn(
                        "person-" + UUID.randomUUID(), null, Instant.now().truncatedTo(ChronoUnit.MILLIS), "1", null),
                List.of(scopes),
                List.of("spark:messages_read", "spark:rooms_read"),
                true,
                1,
                List.of(),
                null);
    }
}
