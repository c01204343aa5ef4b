package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.consentPage;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** The logo on the consent page: through the service, from where the integration keeps it, or initials. */
class LogoIT {

    private static LogoServer server;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        server = LogoServer.start(folder);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @Test
    void thePageShowsTheLogoFromItsOwnOriginOverTheInitials() {
        Document page = page(server.logo().toString());
        Element image = page.selectFirst("img.logo");
        assertThat(image).isNotNull();
        assertThat(image.attr("alt")).isEmpty();
        assertThat(page.select("span.logo").text()).as("the initials").isNotEmpty();
        Reply logo = REQUESTS.get(URI.create(image.absUrl("src")));
        assertThat(image.absUrl("src")).startsWith(AT.consent() + "/consent/logo?");
        assertThat(logo.status()).isEqualTo(200);
        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(logo.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(logo.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        // The second time it is remembered.
        int asked = server.requests();
        assertThat(REQUESTS.get(URI.create(image.absUrl("src"))).status()).isEqualTo(200);
        assertThat(server.requests()).isEqualTo(asked);
    }

    @Test
    void nothingIsFetchedThatNoPageNamed() {
        URI good = URI.create(page(server.logo().toString()).select("img.logo").attr("abs:src"));
        String other = good.toString().replace("logo.png", "other.png");
        int asked = server.requests();
        for (String address : new String[] {
            other,
            good.toString().replaceFirst("proof=.", good.toString().contains("proof=_") ? "proof=-" : "proof=_"),
            good.toString().replaceFirst("&proof=.*", ""),
            AT.consent() + "/consent/logo",
            AT.consent() + "/consent/logo?of=%00&proof=%00",
            AT.consent() + "/consent/logo?of=https%3A%2F%2Flocalhost&proof="
        }) {
            assertThat(REQUESTS.get(URI.create(address)).status()).as(address).isEqualTo(404);
        }
        assertThat(server.requests()).isEqualTo(asked);
    }

    @Test
    void aLogoThatCannotBeHadLeavesTheInitials() {
        for (String nowhere : new String[] {
            server.logo().toString().replace("logo.png", "missing.png"),
            "https://localhost:9/logo.png",
            "https://10.255.255.1/logo.png",
            "https://no-such-host.invalid/logo.png"
        }) {
            Document page = page(nowhere);
            assertThat(page.select("span.logo").text()).isNotEmpty();
            assertThat(REQUESTS.get(URI.create(page.select("img.logo").attr("abs:src")))
                            .status())
                    .as(nowhere)
                    .isEqualTo(404);
        }
    }

    private static Document page(String logoUri) {
        IntegrationClient integration = RunningSuite.registered(Map.of("logo_uri", logoUri), "spark:messages_read");
        return consentPage(
                new Person("alice"),
                integration.authorizationRequest("spark:messages_read", STATE, new CodeVerifier()));
    }
}
