package org.sparkall.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.sparkall.admin.connection.AdminException;

class AuditTimeTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void anAmountIsThatLongAgo() {
        assertThat(AuditCommand.time("--since", "PT2H", clock)).isEqualTo("2026-01-31T10:00:00Z");
        assertThat(AuditCommand.time("--since", "P7D", clock)).isEqualTo("2026-01-24T12:00:00Z");
    }

    @Test
    void aTimeIsForTheServiceToRead() {
        assertThat(AuditCommand.time("--since", "2026-01-01T00:00:00Z", clock)).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(AuditCommand.time("--since", "", clock)).isEmpty();
    }

    @Test
    void whatIsNeitherIsRefused() {
        for (String text : new String[] {"P", "PT", "Paris", "P999999999999999999D", "P1000000000000D"}) {
            assertThatExceptionOfType(AdminException.class)
                    .as(text)
                    .isThrownBy(() -> AuditCommand.time("--since", text, clock))
                    .withMessageContaining("--since must be a time");
        }
    }
}
