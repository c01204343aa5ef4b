package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.STATE;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.testing.TestEnvironment;

/** The consent page in a real browser, from the sign-in to the integration's own address. */
class ConsentPageIT {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** The README's picture is replaced by hand, when the page has changed: -Dscreenshots.keep=true. */
    private static final Path KEPT = Path.of("..", "docs", "images");

    private static Playwright playwright;
    private static Browser browser;
    private static HttpServer integrationServer;
    private static String redirectUri;

    @BeforeAll
    static void openBrowser() throws IOException {
        integrationServer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        integrationServer.createContext("/callback", exchange -> {
            Map<String, String> parameters = IntegrationClient.parameters(exchange.getRequestURI());
            String came = parameters.containsKey("error") ? "error=" + parameters.get("error") : "";
            byte[] body = ("<!DOCTYPE html><title>Integration</title><h1>Back at the integration</h1><p>It received: "
                            + String.join(", ", parameters.keySet()) + " " + came)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=UTF-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        integrationServer.start();
        redirectUri = "http://localhost:" + integrationServer.getAddress().getPort() + "/callback";
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(System.getenv(TestEnvironment.CHROMIUM)))
                        .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
        integrationServer.stop(0);
    }

    @Test
    void aliceSeesOneItemAcceptsAndLandsAtTheIntegration() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:all");
        CodeVerifier verifier = new CodeVerifier();
        try (BrowserContext context = context()) {
            List<String> complaints = new ArrayList<>();
            Page page = signedIn(context, "alice", integration.authorizationRequest("spark:all", STATE, verifier));
            page.onConsoleMessage(it -> complaints.add(it.text()));
            page.reload();
            assertThat(page.locator("h1")).hasText("Nimbus Calling asks for access to your account");
            assertThat(page.locator("[data-item]")).hasCount(1);
            assertThat(page.locator("[data-item] h2")).hasText("Full access to your account");
            assertThat(page.getByText("takes you back to")).containsText(redirectUri.replace("/callback", ""));
            assertThat(page.locator("li").first()).isHidden();
            shoot(page, "consent-page");
            page.locator("summary").click();
            assertThat(page.locator("[data-item] li")).hasCount(42);
            assertThat(page.locator("li").first()).isVisible();
            shoot(page, "consent-page-opened");
            page.getByText("Accept", new Page.GetByTextOptions().setExact(true)).click();
            page.waitForURL(it -> it.startsWith(redirectUri));
            shoot(page, "accepted");
            Map<String, String> parameters = IntegrationClient.parameters(URI.create(page.url()));
            assertThat(parameters)
                    .containsOnlyKeys("code", "state", "iss")
                    .containsEntry("state", STATE)
                    .containsEntry("iss", AT.auth());
            assertThat(integration.redeem(parameters.get("code"), verifier).text("scope"))
                    .isEqualTo("spark:all");
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void declineLandsAtTheIntegrationWithAccessDenied() throws IOException {
        IntegrationClient integration = integration("Nimbus Calling", "spark:all");
        try (BrowserContext context = context()) {
            Page page = signedIn(
                    context, "alice", integration.authorizationRequest("spark:all", STATE, new CodeVerifier()));
            page.getByText("Decline", new Page.GetByTextOptions().setExact(true))
                    .click();
            page.waitForURL(it -> it.startsWith(redirectUri));
            shoot(page, "declined");
            assertThat(IntegrationClient.parameters(URI.create(page.url())))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", STATE)
                    .containsEntry("iss", AT.auth());
        }
    }

    @Test
    void anAdministratorSeesEachAddOnOnItsOwnLineAndMayUntickIt() throws IOException {
        String other = "spark-admin:devices_read";
        IntegrationClient integration = integration("Nimbus Fleet", "spark:all", ADD_ON, other);
        CodeVerifier verifier = new CodeVerifier();
        try (BrowserContext context = context()) {
            Page page = signedIn(
                    context,
                    "ada",
                    integration.authorizationRequest("spark:all " + ADD_ON + " " + other, STATE, verifier));
            assertThat(page.locator("[data-item=aggregate]")).hasCount(1);
            assertThat(page.locator("[data-item=add-ons] label")).hasCount(2);
            page.locator("input[value='" + ADD_ON + "']").uncheck();
            shoot(page, "consent-page-add-ons");
            page.getByText("Accept", new Page.GetByTextOptions().setExact(true)).click();
            page.waitForURL(it -> it.startsWith(redirectUri));
            String code = IntegrationClient.parameters(URI.create(page.url())).get("code");
            assertThat(integration.redeem(code, verifier).text("scope")).isEqualTo("spark:all " + other);
        }
    }

    @Test
    void anIntegrationsNameIsShownAsTextAndNeverRuns() {
        IntegrationClient integration = integration("<script>alert(1)</script>", "spark:all");
        try (BrowserContext context = context()) {
            List<String> dialogs = new ArrayList<>();
            Page page = context.newPage();
            page.onDialog(it -> {
                dialogs.add(it.message());
                it.dismiss();
            });
            signIn(page, "alice", integration.authorizationRequest("spark:all", STATE, new CodeVerifier()));
            assertThat(page.locator("h1")).containsText("<script>alert(1)</script>");
            assertThat(dialogs).isEmpty();
        }
    }

    private static IntegrationClient integration(String name, String... scopes) {
        String body = """
                {"name":"%s","description":"Makes and takes calls for you.","redirect_uris":["%s"],"scopes":[%s]}
                """.formatted(name, redirectUri, "\"" + String.join("\",\"", scopes) + "\"");
        return API.registered(body, redirectUri);
    }

    private static BrowserContext context() {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1000, 760).setLocale("en"));
    }

    private static Page signedIn(BrowserContext context, String person, URI request) {
        Page page = context.newPage();
        signIn(page, person, request);
        return page;
    }

    private static void signIn(Page page, String person, URI request) {
        page.navigate(request.toString());
        // Keycloak asks for the name first, because an organization could have a sign-in of its own.
        page.locator("#username").fill(person);
        page.locator("#kc-login").click();
        page.locator("#password").fill(person);
        page.locator("#kc-login").click();
        page.waitForURL(it -> it.startsWith(AT.consent()));
    }

    private static void shoot(Page page, String name) throws IOException {
        Path file = SCREENSHOTS.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).isPositive();
        if (Boolean.getBoolean("screenshots.keep")) {
            Files.createDirectories(KEPT);
            Files.copy(file, KEPT.resolve(name + ".png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
