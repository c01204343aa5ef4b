package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;

/**
 * Every page and state of consent-service as a picture: in light and dark, on a desk and on a phone. Accessible in each, and nowhere wider
 * than the screen. The documents' pictures are replaced by hand, when the pages have changed: {@code -Dscreenshots.keep=true}.
 */
class PagePicturesIT {

    private static final String CONSENT = AT.consent();

    private static PortalBrowser browser;
    private static LogoServer logos;

    @BeforeAll
    static void begin(@TempDir Path folder) throws Exception {
        browser = new PortalBrowser();
        logos = LogoServer.start(folder);
    }

    @AfterAll
    static void end() {
        browser.close();
        logos.close();
    }

    @Test
    void theConsentPage() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:all", ADD_ON);
        API.verifyPublisher("ops", integration.clientId(), "Nimbus Ltd");
        try (BrowserContext context = browser.context(true)) {
            Page page = ask(context, "ada", integration, "spark:all " + ADD_ON, Map.of());
            PagePictures.take(page, "consent-full-access");
            page.locator("[data-item=aggregate] summary").click();
            PagePictures.take(page, "consent-opened");
        }
        try (BrowserContext context = browser.context(true)) {
            PagePictures.take(
                    ask(context, "alice", integration, "spark:all " + ADD_ON, Map.of()), "consent-needs-administrator");
            PagePictures.take(
                    again(context, integration, "spark:all " + ADD_ON, Map.of("ui_locales", "ar")), "consent-arabic");
            PagePictures.take(
                    again(context, integration, "spark:all " + ADD_ON, Map.of("ui_locales", "ja")), "consent-japanese");
        }
    }

    @Test
    void theConsentPageForSingleScopesAndForMore() throws IOException {
        IntegrationClient integration =
                integration("Room Planner", "spark:messages_read", "spark:rooms_read", "spark:calls_read", "openid");
        try (BrowserContext context = browser.context(true)) {
            PagePictures.take(
                    ask(context, "bob", integration, "spark:messages_read spark:calls_read", Map.of()),
                    "consent-single-scopes");
            PagePictures.take(again(context, integration, "openid", Map.of()), "consent-sign-in");
            grant("bob", integration, "spark:messages_read");
            PagePictures.take(again(context, integration, "spark:rooms_read", Map.of()), "consent-more");
        }
    }

    @Test
    void whereTheConsentPageCannotBeAnswered() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:messages_read");
        try (BrowserContext alice = browser.context(true);
                BrowserContext bob = browser.context(true)) {
            Page page = ask(alice, "alice", integration, "spark:messages_read", Map.of());
            String address = page.url();
            PagePictures.take(PortalBrowser.open(bob, "bob", address, CONSENT), "consent-somebody-else");
            page.navigate(address.replaceFirst("challenge=[^&]{20}", "challenge=forged"));
            PagePictures.take(page, "consent-closed");
        }
    }

    @Test
    void connectedApps() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:all", ADD_ON);
        grant("ada", integration, "spark:all " + ADD_ON);
        grant("ada", integration("Room Planner", "spark:rooms_read"), "spark:rooms_read");
        String app = "/apps/" + consentId("ada", integration.clientId());
        try (BrowserContext context = browser.context(true)) {
            PagePictures.take(PortalBrowser.open(context, "ada", CONSENT + "/apps", CONSENT), "apps");
            PagePictures.take(visit(context, app), "apps-one");
            PagePictures.take(visit(context, app + "/history/1"), "apps-words");
            PagePictures.take(visit(context, app + "/receipt"), "apps-receipt");
            PagePictures.take(visit(context, app + "/remove?scope=" + ADD_ON), "apps-remove-add-on");
            Page page = visit(context, app + "/remove");
            PagePictures.take(page, "apps-remove");
            page.locator(PortalBrowser.FORM_BUTTON).first().click();
            PagePictures.take(page, "apps-removed");
        }
    }

    @Test
    void administration() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:all", ADD_ON);
        grant("ada", integration, "spark:all " + ADD_ON);
        grant("bob", integration, "spark:all");
        String app = "/admin/apps/" + integration.clientId();
        Person alice = new Person("alice");
        Document asked = consentPage(alice, request(integration, "spark:all " + ADD_ON, Map.of()));
        alice.submit(
                asked,
                Map.of(
                        "decision",
                        "accept",
                        "ask_administrators",
                        "true",
                        "justification",
                        "To keep the team list in order."),
                REDIRECT_URI);
        try (BrowserContext context = browser.context(true)) {
            IntegrationClient directory = integration("Directory Tool", ADD_ON);
            PagePictures.take(ask(context, "alice", directory, ADD_ON, Map.of()), "consent-only-administrators");
        }
        try (BrowserContext context = browser.context(true)) {
            PagePictures.take(PortalBrowser.open(context, "ada", CONSENT + "/admin/apps", CONSENT), "admin-apps");
            PagePictures.take(visit(context, "/admin/requests"), "admin-requests");
            PagePictures.take(visit(context, app), "admin-app");
            PagePictures.take(visit(context, app + "/block"), "admin-block");
            Page page = visit(context, app + "/end");
            // The page would look again while it is being judged.
            page.route("**/assets/progress.js", Route::abort);
            PagePictures.take(page, "admin-end");
            page.locator(PortalBrowser.FORM_BUTTON).first().click();
            page.waitForURL(it -> it.contains("/endings/"));
            PagePictures.take(page, "admin-ending");
            Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                page.reload();
                assertThat(page.locator("progress").count()).isZero();
            });
            PagePictures.take(page, "admin-ended");
            leave(page);
        }
    }

    /** Nothing to see, or not for them; and somebody who has left. */
    @Test
    void whereThereIsNothing() throws IOException {
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ops", CONSENT + "/apps", CONSENT);
            assertThat(page.locator(".apps").count())
                    .as("an operator has granted nothing")
                    .isZero();
            PagePictures.take(page, "apps-none");
            PagePictures.take(visit(context, "/apps/" + UUID.randomUUID()), "apps-not-found");
            PagePictures.take(visit(context, "/admin/apps"), "admin-forbidden");
            PagePictures.take(leave(visit(context, "/apps")), "apps-signed-out");
        }
    }

    private static IntegrationClient integration(String name, String... scopes) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("name", name);
        settings.put("description", "Calls, voicemail and call history in your team's space.");
        settings.put("logo_uri", logos.logo().toString());
        settings.put("client_uri", "https://nimbus.example");
        settings.put("policy_uri", "https://nimbus.example/privacy");
        settings.put("tos_uri", "https://nimbus.example/terms");
        return RunningSuite.registered(settings, scopes);
    }

    private static Page ask(
            BrowserContext context,
            String person,
            IntegrationClient integration,
            String scope,
            Map<String, String> more) {
        return PortalBrowser.open(
                context, person, request(integration, scope, more).toString(), CONSENT);
    }

    /** Asks somebody who is signed in. */
    private static Page again(
            BrowserContext context, IntegrationClient integration, String scope, Map<String, String> more) {
        Page page = context.pages().getFirst();
        page.navigate(request(integration, scope, more).toString());
        assertThat(page.url()).startsWith(CONSENT);
        return page;
    }

    private static Page visit(BrowserContext context, String path) {
        Page page = context.pages().getFirst();
        page.navigate(CONSENT + path);
        return page;
    }

    /** Signs whoever is signed in out, on this page. */
    private static Page leave(Page page) {
        page.locator(".account button").click();
        page.waitForURL(CONSENT + "/signed-out");
        return page;
    }

    private static URI request(IntegrationClient integration, String scope, Map<String, String> more) {
        Map<String, Object> parameters = integration.request(scope, STATE, new CodeVerifier());
        parameters.putAll(more);
        return integration.authorizationRequest(parameters);
    }
}
