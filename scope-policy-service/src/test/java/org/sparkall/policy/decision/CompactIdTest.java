package org.sparkall.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompactIdTest {

    private static final String UUID_TEXT = "0b6cb7e2-9d0a-4f3c-8a57-5f4f7b0c1d2e";

    @Test
    void everyTextStaysAsItIs() {
        assertThat(List.of(
                        UUID_TEXT,
                        UUID_TEXT.toUpperCase(Locale.ROOT),
                        "",
                        "f:6a1:somebody",
                        "1-1-1-1-1",
                        "zb6cb7e2-9d0a-4f3c-8a57-5f4f7b0c1d2e"))
                .allSatisfy(it -> assertThat(CompactId.of(it)).hasToString(it).isEqualTo(CompactId.of(it)));
    }

    @Test
    void aUuidWrittenOtherwiseIsAnotherIdentifier() {
        assertThat(CompactId.of(UUID_TEXT.toUpperCase(Locale.ROOT))).isNotEqualTo(CompactId.of(UUID_TEXT));
    }

    @Test
    void theyAreInTheOrderOfTheirTexts() {
        List<String> texts = Stream.concat(
                        Stream.generate(() -> UUID.randomUUID().toString()).limit(200),
                        Stream.of(
                                "",
                                "0",
                                "7",
                                "8",
                                "f:1:a",
                                "g",
                                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                                "00000000-0000-0000-8000-000000000000",
                                "00000000-0000-0000-7fff-ffffffffffff"))
                .toList();
        assertThat(texts.stream().map(CompactId::of).sorted().map(CompactId::toString))
                .isEqualTo(texts.stream().sorted().toList());
    }
}
