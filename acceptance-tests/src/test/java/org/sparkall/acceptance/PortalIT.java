package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.PortalBrowser.PORTAL;
import static org.sparkall.acceptance.PortalBrowser.isAccessible;
import static org.sparkall.acceptance.PortalBrowser.open;
import static org.sparkall.acceptance.PortalBrowser.shoot;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The developer portal in a real browser. */
class PortalIT {

    private static final String READ = "spark:messages_read";
    private static final String ID_TOKEN_ALGORITHM = "#id_token_signed_response_alg";
    private static PortalBrowser browser;

    @BeforeAll
    static void openBrowser() {
        browser = new PortalBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @Test
    void choosingEverythingSwitchesTheAccountsScopesOffAndSaysWhy() throws IOException {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            List<String> complaints = new ArrayList<>();
            page.onConsoleMessage(it -> complaints.add(it.text()));
            page.locator("summary", new Page.LocatorOptions().setHasText("Messages"))
                    .click();
            scope(page, READ).check();
            scope(page, "spark:all").check();
            assertThat(scope(page, READ)).not().isChecked();
            assertThat(scope(page, READ)).isDisabled();
            assertThat(page.locator("[data-why]")).containsText("spark:all covers all of them already");
            assertThat(scope(page, "openid")).isEnabled();
            assertThat(scope(page, ADD_ON)).isEnabled();
            page.locator("[data-picker]").scrollIntoViewIfNeeded();
            isAccessible(page);
            page.locator("[data-picker]").evaluate("it => it.scrollIntoView()");
            shoot(page, "portal-picker");
            scope(page, "spark:all").uncheck();
            assertThat(scope(page, READ)).isEnabled();
            assertThat(page.locator("[data-why]")).isEmpty();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void callingChoosesEverythingAndKeepsItChosen() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("input[value=calling]").check();
            assertThat(scope(page, "spark:all")).isChecked();
            scope(page, "spark:all").click(new Locator.ClickOptions().setForce(true));
            assertThat(scope(page, "spark:all")).isChecked();
            assertThat(page.locator("[data-why]")).containsText("Calling requires spark:all");
            page.locator("input[value=calling]").uncheck();
            scope(page, "spark:all").uncheck();
            assertThat(scope(page, "spark:all")).not().isChecked();
        }
    }

    @Test
    void anIntegrationIsRegisteredChangedGivenANewSecretAndDeleted() throws IOException {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("#name").fill("Portal Life");
            page.locator("#description").fill("Lives and dies in the portal.");
            page.locator("#redirect_uris").fill("http://localhost:9/callback");
            scope(page, "spark:all").check();
            button(page, "Register").click();
            assertThat(page.locator("h1")).hasText("Your integration is ready");
            String secret = page.locator("#client-secret").textContent();
            assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
            assertThat(page.url()).doesNotContain(secret);
            isAccessible(page);
            page.getByText("I have copied it").click();
            assertThat(page.locator("h1")).hasText("Portal Life");
            String address = page.url();
            String clientId = page.locator("#client-id").textContent();
            assertThat(page.content()).doesNotContain(secret).contains("openid-client", "issuer-uri", clientId);
            isAccessible(page);
            shoot(page, "portal-integration");

            page.getByText("Edit", new Page.GetByTextOptions().setExact(true)).click();
            page.locator("#name").fill("Portal Life <script>alert(1)</script>");
            page.locator("summary", new Page.LocatorOptions().setHasText("Advanced"))
                    .click();
            assertThat(page.locator(ID_TOKEN_ALGORITHM)).hasValue("RS256");
            page.locator(ID_TOKEN_ALGORITHM).selectOption("ES256");
            isAccessible(page);
            button(page, "Save").click();
            assertThat(page.locator("h1")).hasText("Portal Life <script>alert(1)</script>");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Your changes are saved.");

            page.getByText("Edit", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(ID_TOKEN_ALGORITHM)).hasValue("ES256");
            page.navigate(address);

            page.getByText("Make a new secret").click();
            isAccessible(page);
            button(page, "Make a new secret").click();
            String second = page.locator("#client-secret").textContent();
            assertThat(second).isNotEqualTo(secret).hasSizeGreaterThanOrEqualTo(43);

            page.navigate(PORTAL);
            isAccessible(page);
            shoot(page, "portal-list");
            page.navigate(address + "/delete");
            assertThat(page.locator("main")).containsText("This cannot be undone");
            isAccessible(page);
            button(page, "Delete it").click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("The integration is deleted.");
            assertThat(page.navigate(address).status()).isEqualTo(404);
            isAccessible(page);
        }
    }

    @Test
    void withoutScriptTheServerExplainsWhatCannotBeChosenTogether() throws IOException {
        try (BrowserContext context = browser.context(false)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("summary", new Page.LocatorOptions().setHasText("Messages"))
                    .click();
            scope(page, READ).check();
            scope(page, "spark:all").check();
            page.locator("#redirect_uris").fill("http://elsewhere.example/callback");
            button(page, "Register").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("spark:all covers these scopes already");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("http://elsewhere.example/callback must be");
            assertThat(page.locator("#name")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#scopes-problem")).containsText(READ);
            assertThat(scope(page, READ)).isChecked();
            shoot(page, "portal-without-script");
            scope(page, READ).uncheck();
            page.locator("#name").fill("No Script");
            page.locator("#redirect_uris").fill("http://localhost:9/callback");
            button(page, "Register").click();
            assertThat(page.locator("#client-secret")).isVisible();
            delete(page);
        }
    }

    @Test
    void withoutScriptCallingNeedsItsScope() {
        try (BrowserContext context = browser.context(false)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("input[value=calling]").check();
            button(page, "Register").click();
            assertThat(page.locator("#scopes-problem")).containsText("The feature calling requires spark:all.");
        }
    }

    @Test
    void aRefusedFormIsAccessibleAndItsSummaryHasTheFocus() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            isAccessible(page);
            button(page, "Register").click();
            assertThat(page.locator("#problems")).isFocused();
            isAccessible(page);
        }
    }

    @Test
    void theKeyboardAloneRegistersAnIntegration() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            tabTo(page, "#name");
            page.keyboard().type("Keys Only");
            tabTo(page, "#redirect_uris");
            page.keyboard().type("http://localhost:9/callback");
            tabTo(page, "input[name=client_type]");
            page.keyboard().press("ArrowDown");
            tabTo(page, "input[value=calling]");
            page.keyboard().press("Space");
            tabTo(page, "input[value='spark:all']");
            page.keyboard().press("Space");
            assertThat(scope(page, "spark:all")).isChecked();
            tabTo(page, "details:has([data-add-on]) summary");
            page.keyboard().press("Enter");
            tabTo(page, "[data-add-on]");
            page.keyboard().press("Space");
            tabTo(page, "button.primary");
            page.keyboard().press("Enter");
            assertThat(page.locator("h1")).hasText("Keys Only");
            assertThat(page.locator("main")).containsText("needs an administrator");
            assertThat(page.locator("main")).containsText("calling");
            delete(page);
        }
    }

    @Test
    void thePreviewShowsTheConsentPageAndTakesNoAnswer() throws IOException {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("#name").fill("Meeting Notes");
            page.locator("#description").fill("Writes down what was said, so that you can listen.");
            page.locator("#redirect_uris").fill("https://app.example/callback");
            scope(page, "spark:all").check();
            Page preview = context.waitForPage(
                    () -> page.getByText("Preview the consent page").click());
            preview.waitForURL(it -> it.startsWith(AT.consent() + "/consent?preview="));
            assertThat(preview.locator("h1")).hasText("Meeting Notes asks for access to your account");
            assertThat(preview.getByRole(AriaRole.NOTE)).containsText("Preview.");
            assertThat(button(preview, "Accept")).isDisabled();
            assertThat(button(preview, "Decline")).isDisabled();
            isAccessible(preview);
            shoot(preview, "portal-preview");
            String challenge = preview.url().replace("?preview=", "?challenge=");
            assertThat(preview.navigate(challenge).status()).isEqualTo(400);
        }
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL + "/new");
            page.locator("#name").fill("Forged");
            page.locator("#redirect_uris").fill("http://localhost:9/callback");
            scope(page, "spark:all").check();
            page.locator("main form input[name=form_token]").evaluate("it => { it.value = 'forged' }");
            Response answer =
                    page.waitForResponse(PORTAL, () -> button(page, "Register").click());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(page.locator("h1")).hasText("This form has expired");
            page.navigate(PORTAL);
            assertThat(page.getByText("Forged")).hasCount(0);
        }
    }

    @Test
    void anotherDevelopersIntegrationIsNotFound() {
        API.register(RunningSuite.registration(List.of("spark:all"), List.of()));
        try (BrowserContext devs = browser.context(true);
                BrowserContext bobs = browser.context(true)) {
            Page page = open(devs, "dev", PORTAL);
            String address = AT.auth() + page.locator(".cards a").first().getAttribute("href");
            Page bob = open(bobs, "bob", PORTAL);
            for (String path : List.of("", "/edit", "/secret", "/delete", "/try")) {
                assertThat(bob.navigate(address + path).status()).as(path).isEqualTo(404);
            }
            assertThat(page.navigate(address).status()).isEqualTo(200);
        }
    }

    private static Locator scope(Page page, String name) {
        return page.locator("input[name=scopes][value='" + name + "']");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(page.evaluate("it => document.activeElement.matches(it)", selector))) return;
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    /** Leaves the developer's list as it was. */
    private static void delete(Page page) {
        String link = page.locator("a[href^='/integrations/']").last().getAttribute("href");
        page.navigate(AT.auth() + link.replaceAll("(/integrations/[^/]+).*", "$1/delete"));
        button(page, "Delete it").click();
    }
}
