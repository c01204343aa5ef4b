package org.sparkall.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.seal.Sealer;

class ReadableJwtTest {

    /** What all headers of a request have room for at most servers. */
    private static final int ROOM = 8 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"iss\":\"https://id.example.com/realms/spark\",\"name\":\"Zoë Ünal, 李雷 😀\"}",
                "{\"a\": 1.5 , \"b\":\"..\"}"
            })
    void isTheSameTokenAgain(String payload) {
        String compact = jwt(payload);
        assertThat(ReadableJwt.of(compact)).contains(payload);
        assertThat(ReadableJwt.serialized(ReadableJwt.of(compact))).isEqualTo(compact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "one.two", ".", "header.not in Base64.signature"})
    void whatIsNoTokenIsRefused(String text) {
        assertThatThrownBy(() -> ReadableJwt.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPersonWithAThousandScopesHasRoomForWhoTheyAre() {
        String roles = IntStream.range(0, 1000)
                .mapToObj(it -> "\"spark:things_%d_%s\"".formatted(it, it % 2 == 0 ? "read" : "write"))
                .collect(Collectors.joining(","));
        String compact = jwt("{\"realm_access\":{\"roles\":[" + roles + "]}}");
        Sealer sealer = new Sealer(() -> Base64.getEncoder().encodeToString(new byte[32]));
        assertThat(sealer.seal("sign-in", compact)).hasSizeGreaterThan(ROOM);
        assertThat(sealer.seal("sign-in", ReadableJwt.of(compact))).hasSizeLessThan(ROOM);
    }

    private static String jwt(String payload) {
        return encoded("{\"alg\":\"RS256\"}") + "." + encoded(payload) + "." + encoded("signature");
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
