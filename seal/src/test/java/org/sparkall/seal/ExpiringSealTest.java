package org.sparkall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiringSealTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Sealer SEALER = new Sealer(() -> "dGVzdC1vbmx5LXRlc3Qtb25seS10ZXN0LW9ubHktMDE=");

    private final Flow flow = new Flow("to somewhere", NOW.plusSeconds(60));

    record Flow(String text, Instant expiresAt) implements Expiring {}

    @Test
    void whatWasSealedComesBackUntilItExpires() {
        String sealed = seal("a", NOW).seal(flow);
        assertThat(sealed).doesNotContain("somewhere");
        assertThat(seal("a", NOW).open(sealed)).contains(flow);
        assertThat(seal("a", NOW.plus(Duration.ofMillis(59_999))).open(sealed)).contains(flow);
        assertThat(seal("a", NOW.plusSeconds(60)).open(sealed)).isEmpty();
    }

    @Test
    void whatIsForAnotherPurposeOrAnotherThingDoesNotOpen() {
        assertThat(seal("a", NOW).open(seal("b", NOW).seal(flow))).isEmpty();
        assertThat(seal("a", NOW).open(SEALER.seal("a", "[\"no flow\"]"))).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "forged", "....", "{\"text\":\"plain\"}"})
    void whatWasNeverSealedDoesNotOpen(String text) {
        assertThat(seal("a", NOW).open(text)).isEmpty();
    }

    private static ExpiringSeal<Flow> seal(String purpose, Instant now) {
        return new ExpiringSeal<>(
                purpose,
                Flow.class,
                SEALER,
                JsonMapper.builder().addModule(new JavaTimeModule()).build(),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
