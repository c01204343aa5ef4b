package org.sparkall.auth.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FormRulesTest {

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]|%[01]\\p{XDigit}|%7[fF]");
    private static final List<String> PIECES =
            List.of("%", "0", "1", "2", "7", "e", "f", "F", "g", "+", "\u0000", "\u001f", " ", "\u007f", "\u00e9");

    /** Of all texts of up to four of these characters, none is taken for another kind than it is. */
    @Test
    void aValueWithAControlCharacterIsRefusedHoweverItIsWritten() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= 4; length++) {
            int to = texts.size();
            for (String text : List.copyOf(texts.subList(from, to))) PIECES.forEach(it -> texts.add(text + it));
            from = to;
        }
        assertThat(texts)
                .hasSize(1 + 15 + 225 + 3375 + 50625)
                .allSatisfy(text -> assertThat(isRefused(text))
                        .isEqualTo(CONTROL.matcher(text).find()));
    }

    private static boolean isRefused(String value) {
        try {
            FormRules.check(null, "state=" + value);
            return false;
        } catch (ProtocolException e) {
            return true;
        }
    }
}
