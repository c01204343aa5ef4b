package org.sparkall.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class PagePolicyTest {

    @Test
    void aPageWithoutAFormSendsNothing() {
        assertThat(PagePolicy.plain(FormTargets.none()))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
                        + " frame-ancestors 'none';"
                        + " form-action 'none'");
    }

    @Test
    void aFormLeadsToTheOriginsThatAreNamedOnceEach() {
        FormTargets targets = FormTargets.selfAnd(
                URI.create("https://id.example/realms/spark?x=1"),
                URI.create("http://localhost:8083/consent"),
                URI.create("https://id.example/other"),
                URI.create("com.example.app:/callback"));
        assertThat(PagePolicy.plain(targets))
                .endsWith("form-action 'self' https://id.example http://localhost:8083 com.example.app:");
    }

    @Test
    void onlyAPageThatHasScriptsRunsThem() {
        assertThat(PagePolicy.scripted(FormTargets.none()))
                .contains("script-src 'self'; connect-src 'self';")
                .doesNotContain("unsafe");
        assertThat(PagePolicy.plain(FormTargets.none())).doesNotContain("script-src");
    }
}
