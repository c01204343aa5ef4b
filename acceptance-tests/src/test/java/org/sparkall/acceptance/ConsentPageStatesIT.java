package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;

/** Whatever happens to a question between being put and being answered: it is refused, or harmless, and kindly said. */
class ConsentPageStatesIT {

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "es", "ja", "ar");
    /** What no page in another language may say. */
    private static final List<String> ENGLISH = List.of(
            "Signed in as",
            "Not you",
            "What this contains",
            "Your answer",
            "It lasts",
            "New permissions",
            "Only an administrator");

    private final IntegrationClient integration = registered("spark:all", ADD_ON);

    @Test
    void aQuestionForSomebodyElseIsNeitherShownNorAnswered() {
        Person alice = new Person("alice");
        Document page = consentPage(alice, request());
        Person bob = new Person("bob");
        assertThat(bob.visit(address(page))).isInstanceOfSatisfying(Arrival.AtError.class, it -> {
            assertThat(it.status()).isEqualTo(403);
            assertThat(it.page().select("h1").text()).isEqualTo("This question is for somebody else");
            assertThat(it.page().text()).doesNotContain("Full access");
        });
        Document ofBob = consentPage(bob, request());
        String challenge = page.select("input[name=challenge]").attr("value");
        assertThat(bob.submit(ofBob, Map.of("challenge", challenge, "decision", "accept"), REDIRECT_URI))
                .isInstanceOfSatisfying(
                        Arrival.AtError.class, it -> assertThat(it.status()).isEqualTo(403));
        assertNothingGranted("alice");
        assertNothingGranted("bob");
    }

    @Test
    void aForgedOrMissingQuestionSaysSo() {
        Person alice = new Person("alice");
        Document page = consentPage(alice, request());
        String challenge = page.select("input[name=challenge]").attr("value");
        for (String forged :
                List.of("", "?challenge=", "?challenge=forged", "?challenge=" + challenge.substring(0, 99))) {
            assertThat(alice.visit(URI.create(AT.consent() + "/consent" + forged)))
                    .isInstanceOfSatisfying(Arrival.AtError.class, it -> {
                        assertThat(it.status()).isEqualTo(400);
                        assertThat(it.page().select("h1").text()).isEqualTo("This question cannot be read");
                    });
        }
    }

    @Test
    void anAnswerToOtherWordsThanThoseOnThePageIsNotTaken() {
        Person alice = new Person("alice");
        Document page = consentPage(alice, request());
        for (String words : List.of("", "0".repeat(64))) {
            assertThat(alice.submit(page, Map.of("decision", "accept", "words", words), REDIRECT_URI))
                    .isInstanceOfSatisfying(
                            Arrival.AtConsent.class,
                            it -> assertThat(it.page().select("[role=alert]").text())
                                    .contains("Please read it again"));
        }
        assertNothingGranted("alice");
        assertThat(back(alice.accept(page, List.of(), REDIRECT_URI))).containsKey("code");
    }

    @Test
    void whoeverMustSignInAgainBetweenQuestionAndAnswerFindsTheQuestionAgain() {
        Document page = consentPage(new Person("alice"), request());
        // Another browser of hers, without a session: the page in it stood open for too long.
        Person again = new Person("alice");
        again.visit(URI.create(AT.consent() + "/signed-out"));
        Arrival arrival = again.submit(page, Map.of("decision", "accept"), REDIRECT_URI);
        assertThat(arrival).isInstanceOf(Arrival.AtConsent.class);
        assertNothingGranted("alice");
        Document stands = ((Arrival.AtConsent) arrival).page();
        assertThat(back(again.accept(stands, List.of(), REDIRECT_URI))).containsKey("code");
    }

    @Test
    void theSecondOfTwoTabsLeadsToTheAnswerOfTheFirst() {
        Person alice = new Person("alice");
        Document first = consentPage(alice, request());
        Document second = ((Arrival.AtConsent) alice.open(address(first), REDIRECT_URI)).page();
        assertThat(back(alice.decline(first, REDIRECT_URI))).containsEntry("error", "access_denied");
        assertThat(back(alice.accept(second, List.of(), REDIRECT_URI))).containsEntry("error", "access_denied");
        // And so does the back button.
        assertThat(back(alice.open(address(first), REDIRECT_URI))).containsEntry("error", "access_denied");
        assertNothingGranted("alice");
    }

    @Test
    void anAnswerThatComesFromAnotherSiteIsRefused() {
        Person alice = new Person("alice");
        Document page = consentPage(alice, request());
        page.select("input[name=csrf-token]").attr("value", "forged");
        assertThat(alice.submit(page, Map.of("decision", "accept"), REDIRECT_URI))
                .isInstanceOfSatisfying(
                        Arrival.AtError.class, it -> assertThat(it.status()).isEqualTo(400));
        assertNothingGranted("alice");
    }

    @Test
    void aFormOfAnotherOriginIsRefusedEvenWithATokenThatFits() {
        Person alice = new Person("alice");
        Document page = consentPage(alice, request());
        for (Map<String, String> from : List.of(
                Map.of("Sec-Fetch-Site", "same-site"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.of("Origin", "http://elsewhere.example"))) {
            assertThat(alice.sendingAlso(from).accept(page, List.of(), REDIRECT_URI))
                    .isInstanceOfSatisfying(
                            Arrival.AtError.class, it -> assertThat(it.status()).isEqualTo(403));
        }
        assertNothingGranted("alice");
        assertThat(back(alice.sendingAlso(Map.of("Sec-Fetch-Site", "same-origin"))
                        .accept(page, List.of(), REDIRECT_URI)))
                .containsKey("code");
    }

    @Test
    void somebodyElseMayAnswerInTheirPlace() {
        Person browser = new Person("alice");
        Document page = consentPage(browser, request());
        URI switching =
                URI.create(AT.consent()).resolve(page.select(".account a").attr("href"));
        Document signIn = browser.look(switching);
        assertThat(signIn.selectFirst("form#kc-form-login")).isNotNull();
        assertNothingGranted("alice");
    }

    @Test
    void itIsInEveryLanguageThatTheIntegrationOrTheBrowserAsksFor() {
        for (String language : LANGUAGES) {
            Map<String, Object> parameters = integration.request("spark:all " + ADD_ON, STATE, new CodeVerifier());
            parameters.put("ui_locales", "tlh " + language);
            Document page = consentPage(new Person("alice"), integration.authorizationRequest(parameters));
            assertThat(page.select("html").attr("lang")).isEqualTo(language);
            assertThat(page.select("html").attr("dir")).isEqualTo(language.equals("ar") ? "rtl" : "ltr");
            assertThat(page.select("footer a")).hasSize(5);
            String text = page.select("main").text();
            if (language.equals("en")) continue;
            assertThat(text).doesNotContain(ENGLISH.toArray(String[]::new));
            assertThat(page.select("button").eachText()).doesNotContain("Accept", "Decline");
        }
    }

    @Test
    void itIsAccessibleSmallAndLoadsNothingFromElsewhere() {
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ada", request().toString(), AT.consent());
            List<Response> loaded = new ArrayList<>();
            page.onResponse(loaded::add);
            page.reload();
            assertThat(loaded).allSatisfy(it -> assertThat(it.url()).startsWith(AT.consent()));
            assertThat(loaded.stream().mapToInt(it -> it.body().length).sum())
                    .as("bytes of the page in all")
                    .isLessThan(50_000);
            assertThat(loaded.getFirst().headerValue("content-security-policy"))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe", "script-src");
            assertThat(page.locator("script, [style], style").count()).isZero();
            for (String language : LANGUAGES) {
                page.navigate(page.url().replaceAll("&lang=..", "") + "&lang=" + language);
                PortalBrowser.isAccessible(page);
            }
            page.navigate(page.url().replaceAll("&lang=..", "") + "&lang=en");
            answerByKeyboard(page);
        }
    }

    /** Tab goes through everything in the order of the page, and Enter answers. */
    private static void answerByKeyboard(Page page) {
        List<String> stops = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            page.keyboard().press("Tab");
            String at = String.valueOf(
                    page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.value"));
            stops.add(at);
            assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .as("focus is seen at %s", at)
                    .isEqualTo("solid");
            if (at.equals("BUTTON decline")) break;
        }
        assertThat(stops).contains("SUMMARY undefined", "INPUT " + ADD_ON).endsWith("BUTTON decline");
        page.keyboard().press("Enter");
        page.waitForURL(it -> it.startsWith("http://localhost:9/") || it.startsWith("chrome-error:"));
    }

    private URI request() {
        return integration.authorizationRequest("spark:all " + ADD_ON, STATE, new CodeVerifier());
    }

    /** Where the question stands. */
    private static URI address(Document page) {
        return URI.create(AT.consent() + page.select("form#answer").attr("action"));
    }

    private void assertNothingGranted(String person) {
        for (var consent : API.consents(person).json().path("items")) {
            if (consent.path("client_id").asText().equals(integration.clientId())) {
                assertThat(consent.path("state").asText()).isNotEqualTo("granted");
            }
        }
    }
}
