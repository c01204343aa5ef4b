package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.PortalBrowser.PORTAL;
import static org.sparkall.acceptance.PortalBrowser.isAccessible;
import static org.sparkall.acceptance.PortalBrowser.open;
import static org.sparkall.acceptance.RunningSuite.AT;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is who in a browser that is signed in at the portal. */
class PortalSessionIT {

    private static final String DEVICE = AT.auth() + "/device";
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
    void signingOutEndsTheSessionHereAndAtKeycloak() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL);
            page.navigate(DEVICE);
            assertThat(page.locator("h1")).hasText("Connect a device");
            page.navigate(PORTAL);
            signOut(page).click();
            assertThat(page.locator("h1")).hasText("You are signed out");
            assertThat(page.url()).startsWith(PORTAL + "/signed-out");
            assertThat(signOut(page)).hasCount(0);
            assertThat(context.cookies(AT.auth() + "/integrations").stream()
                            .map(it -> it.name)
                            .filter(it -> it.startsWith("q_session")))
                    .isEmpty();
            isAccessible(page);
            page.getByText("Sign in again").click();
            assertThat(page.locator("#username")).isVisible();
            // A session of its own at the page for devices is over as well.
            page.navigate(DEVICE);
            assertThat(page.locator("#username")).isVisible();
        }
    }

    @Test
    void signingOutWorksWithoutScript() {
        try (BrowserContext context = browser.context(false)) {
            Page page = open(context, "dev", PORTAL);
            signOut(page).click();
            assertThat(page.locator("h1")).hasText("You are signed out");
        }
    }

    @Test
    void anotherSitesFormSignsNobodyOut() {
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL);
            page.locator("header input[name=form_token]").evaluate("it => { it.value = 'forged' }");
            Response answer = page.waitForResponse(
                    PORTAL + "/sign-out", () -> signOut(page).click());
            assertThat(answer.status()).isEqualTo(400);
            page.navigate(PORTAL);
            assertThat(page.locator("h1")).hasText("Your integrations");
            page.navigate(PORTAL + "/signed-out");
            assertThat(page.locator("h1")).hasText("Your integrations");
        }
    }

    @Test
    void formsLeadToTheAddressThatBrowsersKnowConsentServiceBy() {
        // The suite's services know one another as 127.0.0.1.
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "dev", PORTAL);
            for (String address : List.of(PORTAL, PORTAL + "/new", DEVICE)) {
                Map<String, String> headers = page.navigate(address).headers();
                assertThat(headers.get("content-security-policy"))
                        .as(address)
                        .contains("form-action 'self' " + AT.consent() + " " + AT.keycloak())
                        .doesNotContain("127.0.0.1");
            }
        }
    }

    private static com.microsoft.playwright.Locator signOut(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"));
    }
}
