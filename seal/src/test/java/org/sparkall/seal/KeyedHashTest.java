package org.sparkall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

    private final KeyedHash hash = new KeyedHash(() -> key(1));

    @Test
    void theSameTextForTheSamePurposeGivesTheSameResultOnEveryReplica() {
        assertThat(hash.of("a", "text"))
                .isEqualTo(new KeyedHash(() -> key(1)).of("a", "text"))
                .hasSize(32);
    }

    @Test
    void anotherTextPurposeOrKeyGivesAnother() {
        assertThat(hash.of("a", "text"))
                .isNotEqualTo(hash.of("a", "texts"))
                .isNotEqualTo(hash.of("b", "text"))
                .isNotEqualTo(new KeyedHash(() -> key(2)).of("a", "text"));
    }

    @Test
    void aKeyOfTheWrongLengthIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> new KeyedHash(() -> "c2hvcnQ="))
                .hasMessageContaining("SPARKALL_SECRETS_MASTER_KEY")
                .hasMessageNotContaining("c2hvcnQ=");
    }

    private static String key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return Base64.getEncoder().encodeToString(key);
    }
}
