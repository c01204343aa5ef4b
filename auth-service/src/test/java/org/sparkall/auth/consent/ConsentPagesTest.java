package org.sparkall.auth.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPagesTest {

    private final ConsentPages pages = new ConsentPages(() -> URI.create("https://consent.example"));

    @Test
    void peopleAreSentToThePublicAddress() {
        String page = "https://consent.example/consent?challenge=c";
        assertThat(pages.pending(page)).isEqualTo(new ConsentAnswer.Pending(URI.create(page)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://consent.example/consent",
                "https://consent.example:8083/consent",
                "https://consent.example.evil.example/consent",
                "https://consent.example@evil.example/consent",
                "//consent.example/consent",
                "/consent",
                "mailto:consent.example"
            })
    void peopleAreSentNowhereElse(String page) {
        assertThat(pages.pending(page)).isInstanceOf(ConsentAnswer.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"consent.example", "/consent", "ftp://consent.example", "https:consent"})
    void aSettingThatIsNoAddressOfTheWebIsRefused(String setting) {
        assertThatThrownBy(() -> new ConsentPages(() -> URI.create(setting)))
                .hasMessage("SPARKALL_CONSENT_PUBLIC_URL must be an http or https address");
    }
}
