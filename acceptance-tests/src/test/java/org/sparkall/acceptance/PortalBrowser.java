package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.testing.TestEnvironment;

/** A browser in the hands of somebody who is signed in, at first a developer at the portal. */
final class PortalBrowser implements AutoCloseable {

    static final String PORTAL = AT.auth() + "/integrations";
    /** The buttons of a page's forms, without the one that signs out. */
    static final String FORM_BUTTON = "main form:not(.account form) button[type=submit]";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** The documents' pictures are replaced by hand, when the pages have changed: -Dscreenshots.keep=true. */
    private static final Path KEPT = Path.of("..", "docs", "images");

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(System.getenv(TestEnvironment.CHROMIUM)))
                    .setArgs(List.of("--no-sandbox")));

    BrowserContext context(boolean script) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1000, 800)
                .setLocale("en")
                .setJavaScriptEnabled(script));
    }

    /** Opens a page of the portal as this person. */
    static Page open(BrowserContext context, String person, String address) {
        return open(context, person, address, AT.auth());
    }

    /** Opens any page of the suite as this person, and waits until they are back at this origin. */
    static Page open(BrowserContext context, String person, String address, String origin) {
        Page page = context.newPage();
        page.navigate(address);
        signIn(page, person);
        page.waitForURL(it -> it.startsWith(origin));
        return page;
    }

    /** Fills in Keycloak's pages, one of which is shown. */
    static void signIn(Page page, String person) {
        page.locator("#username").fill(person);
        page.locator("#kc-login").click();
        page.locator("#password").fill(person);
        page.locator("#kc-login").click();
    }

    /** No violation of accessibility rules, in light and in dark; and nothing is wider than the page, also on a phone. */
    static void isAccessible(Page page) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("%s in %s", page.url(), scheme)
                    .isEmpty();
        }
        page.setViewportSize(380, 800);
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as(page.url())
                .isEqualTo(380);
        page.setViewportSize(1000, 800);
    }

    static void shoot(Page page, String name) throws IOException {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        if (Boolean.getBoolean("screenshots.keep")) {
            Files.createDirectories(KEPT);
            Files.copy(file, KEPT.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
