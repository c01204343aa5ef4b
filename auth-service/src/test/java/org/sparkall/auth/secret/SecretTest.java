package org.sparkall.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void aRandomSecretHoldsMoreThanAnybodyCanGuessAndIsNeverTheSameTwice() {
        assertThat(Base64.getUrlDecoder().decode(Secret.random().value())).hasSize(32);
        assertThat(IntStream.range(0, 1000)
                        .mapToObj(i -> Secret.random().value())
                        .distinct())
                .hasSize(1000);
    }

    @Test
    void whatIsKeptIsItsSha256() {
        assertThat(HexFormat.of().formatHex(new Secret("abc").hash().bytes()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aHashMatchesItsSecretOnly() {
        Secret secret = Secret.random();
        assertThat(secret.hash().matches(new Secret(secret.value()))).isTrue();
        assertThat(secret.hash().matches(new Secret(secret.value() + "a"))).isFalse();
        assertThat(secret.hash().matches(new Secret(""))).isFalse();
    }

    @Test
    void itIsNotWrittenIntoLogs() {
        Secret secret = Secret.random();
        assertThat(secret.toString()).doesNotContain(secret.value());
    }
}
