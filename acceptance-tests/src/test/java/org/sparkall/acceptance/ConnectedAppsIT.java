package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;

/** A person looks at their connected apps and takes back what they gave. */
class ConnectedAppsIT {

    private static final String APPS = AT.consent() + "/apps";

    private static PortalBrowser browser;

    @BeforeAll
    static void openBrowser() {
        browser = new PortalBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @ParameterizedTest(name = "with script: {0}")
    @ValueSource(booleans = {true, false})
    void oneAddOnIsTakenBackPutBackAndTakenBackAgainAndThenAll(boolean script) {
        Granted granted = grant("ada", registered("spark:all", ADD_ON), "spark:all " + ADD_ON);
        String client = granted.integration().clientId();
        String ada = subject(granted);
        String id = consentId("ada", client);
        awaitReason("granted", ada, ADD_ON, client);
        try (BrowserContext context = browser.context(script)) {
            Page page = open(context, "ada", "/" + id);
            assertThat(page.locator("[data-scope]")).hasCount(2);
            assertThat(page.locator("main")).containsText("Last used");
            remove(page, "[data-scope='" + ADD_ON + "'] a");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("cannot do this any more");
            awaitReason("admin_scope_not_in_aggregate", ada, ADD_ON, client);
            page.locator("form[data-undo] button").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("stands again");
            awaitReason("granted", ada, ADD_ON, client);
            remove(page, "[data-scope='" + ADD_ON + "'] a");
            remove(page, "a.button");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("has no access any more");
            awaitReason("consent_withdrawn", ada, "spark:messages_read", client);
            // A page that stood open in another tab does no harm.
            page.navigate(APPS + "/" + id + "/remove");
            assertThat(page.locator("h1")).hasText("There is no such app among yours");
            page.navigate(APPS + "/" + id);
            assertThat(page.locator(".history li")).hasCount(5);
            assertThat(page.locator(".history li").first()).containsText("Removed");
            assertThat(page.locator(".history li").nth(2)).containsText("Undone");
            page.locator(".history a").click();
            assertThat(page.locator("main")).containsText("Acceptance Test asks for access to your account");
        }
    }

    @ParameterizedTest
    @CsvSource({"ada, /apps", "ada, /admin/apps", "ada, /admin/requests", "ada, /admin/apps/none", "gus, /admin/apps"})
    void whoeverSignsOutIsAskedWhoTheyAreTheNextTime(String person, String path) {
        for (boolean script : List.of(true, false)) {
            try (BrowserContext context = browser.context(script)) {
                Page page = PortalBrowser.open(context, person, AT.consent() + path, AT.consent());
                page.locator(".account button").click();
                assertThat(page.locator("h1")).hasText("You are signed out");
                page.navigate(AT.consent() + path);
                assertThat(page.locator("#username")).isVisible();
            }
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Granted granted = grant("ada", registered("spark:all", ADD_ON), "spark:all " + ADD_ON);
        String id = consentId("ada", granted.integration().clientId());
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "ada", "");
            Keyboard.press(page, "a[href='/apps/" + id + "']", "Enter");
            page.waitForURL(APPS + "/" + id);
            Keyboard.press(page, "[data-scope='" + ADD_ON + "'] a", "Enter");
            page.waitForURL(it -> it.contains("/remove"));
            Keyboard.press(page, PortalBrowser.FORM_BUTTON, "Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("cannot do this any more");
            Keyboard.press(page, "form[data-undo] button", "Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("stands again");
        }
    }

    @Test
    void afterTenSecondsItIsTooLateToUndo() throws InterruptedException {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String id = consentId("alice", granted.integration().clientId());
        try (BrowserContext context = browser.context(false)) {
            Page page = open(context, "alice", "/" + id);
            remove(page, "a.button");
            Thread.sleep(16_000);
            page.locator("form[data-undo] button").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("It was too late to undo that");
        }
        assertThat(API.consents("alice").body()).contains(id);
        awaitReason(
                "consent_withdrawn",
                subjectOf(id),
                "spark:messages_read",
                granted.integration().clientId());
    }

    @Test
    void withScriptTheButtonGoesWhenTheTimeIsOver() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String id = consentId("alice", granted.integration().clientId());
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "alice", "/" + id);
            remove(page, "a.button");
            assertThat(page.locator("form[data-undo]")).hasCount(1);
            page.locator("form[data-undo]")
                    .waitFor(new com.microsoft.playwright.Locator.WaitForOptions()
                            .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED)
                            .setTimeout(12_000));
        }
    }

    @Test
    void anotherPersonsAppIsNotThere() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String id = consentId("alice", granted.integration().clientId());
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "bob", "/" + id);
            assertThat(page.locator("h1")).hasText("There is no such app among yours");
            for (String path : List.of("/remove", "/receipt", "/receipt.json", "/history/1")) {
                assertThat(page.navigate(APPS + "/" + id + path).status()).isEqualTo(404);
            }
        }
    }

    @Test
    void everyPageIsAccessibleInEveryLanguage() {
        Granted granted = grant("ada", registered("spark:all", ADD_ON), "spark:all " + ADD_ON);
        String id = consentId("ada", granted.integration().clientId());
        Map<String, String> titles = Map.of(
                "en", "Connected apps",
                "de", "Verbundene Apps",
                "fr", "Applications connectées",
                "es", "Aplicaciones conectadas",
                "ja", "接続済みアプリ",
                "ar", "التطبيقات المتصلة");
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "ada", "");
            for (String path :
                    List.of("", "/" + id, "/" + id + "/remove", "/" + id + "/receipt", "/" + id + "/history/1")) {
                page.navigate(APPS + path);
                PortalBrowser.isAccessible(page);
            }
            titles.forEach((language, title) -> {
                page.navigate(APPS + "?lang=" + language);
                assertThat(page.locator("h1")).hasText(title);
                assertThat(page.locator("html")).hasAttribute("dir", language.equals("ar") ? "rtl" : "ltr");
            });
            page.navigate(APPS + "?lang=ar");
            PortalBrowser.isAccessible(page);
            // The choice is remembered.
            page.navigate(APPS + "/" + id);
            assertThat(page.locator("html")).hasAttribute("lang", "ar");
        }
    }

    private static String subjectOf(String consentId) {
        for (var consent : API.consents("alice").json().path("items")) {
            if (consent.path("id").asText().equals(consentId))
                return consent.path("person").asText();
        }
        throw new AssertionError(consentId);
    }

    private static Page open(BrowserContext context, String person, String path) {
        return PortalBrowser.open(context, person, APPS + path, AT.consent());
    }

    private static void remove(Page page, String link) {
        page.locator(link).last().click();
        page.locator(PortalBrowser.FORM_BUTTON).last().click();
    }
}
