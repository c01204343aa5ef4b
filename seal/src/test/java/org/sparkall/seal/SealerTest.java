package org.sparkall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {

    private final Sealer sealer = new Sealer(() -> key(1));

    @Test
    void opensWhatItSealed() throws BrokenSealException {
        assertThat(sealer.open("a", sealer.seal("a", "text"))).isEqualTo("text");
    }

    @Test
    void sealingTwiceGivesTwoResultsThatSayNothing() {
        assertThat(sealer.seal("a", "text"))
                .isNotEqualTo(sealer.seal("a", "text"))
                .doesNotContain("text");
    }

    @Test
    void anotherPurposeAnotherKeyOrAChangeBreaksTheSeal() {
        String sealed = sealer.seal("a", "text");
        assertThatThrownBy(() -> sealer.open("b", sealed)).isInstanceOf(BrokenSealException.class);
        assertThatThrownBy(() -> new Sealer(() -> key(2)).open("a", sealed)).isInstanceOf(BrokenSealException.class);
        String changed = sealed.substring(0, sealed.length() - 4) + "AAAA";
        assertThatThrownBy(() -> sealer.open("a", changed)).isInstanceOf(BrokenSealException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "a.b.c.d.e", "....", "\u0000"})
    void whatWasNeverSealedDoesNotOpen(String text) {
        assertThatThrownBy(() -> sealer.open("a", text)).isInstanceOf(BrokenSealException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "bm90IDMyIGJ5dGVz", "***"})
    void aBadMasterKeyIsRefusedAndNotRepeated(String masterKey) {
        assertThatThrownBy(() -> new Sealer(() -> masterKey))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("SPARKALL_SECRETS_MASTER_KEY must be 32 random bytes in base64");
    }

    private static String key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
