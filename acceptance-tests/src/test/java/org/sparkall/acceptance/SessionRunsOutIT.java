package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.register;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.IntegrationClient;

/**
 * A session that ran out while a page stood open: whoever then sends the page's form is signed in again and finds the page again, and nothing
 * was done. It makes no difference whether the browser still has the session's cookie.
 */
class SessionRunsOutIT {

    /** How long the sessions of the pages last meanwhile; Keycloak's own session goes on. */
    private static final Duration SESSION = Duration.ofSeconds(5);

    private static final KeycloakAdmin KEYCLOAK = new KeycloakAdmin();
    private static PortalBrowser browser;

    @BeforeAll
    static void sessionsAreShort() {
        for (String client : List.of("spark-consent-service", "spark-auth-service")) shorten(client);
        browser = new PortalBrowser();
    }

    private static void shorten(String client) {
        ObjectNode was =
                (ObjectNode) KEYCLOAK.get("/clients?clientId=" + client).json().path(0);
        String at = "/clients/" + was.path("id").asText();
        ObjectNode brief = was.deepCopy();
        ((ObjectNode) brief.path("attributes")).put("access.token.lifespan", String.valueOf(SESSION.toSeconds()));
        KEYCLOAK.done("PUT", at, brief.toString());
        ((ObjectNode) was.path("attributes")).put("access.token.lifespan", "");
        KEYCLOAK.atEnd(() -> KEYCLOAK.done("PUT", at, was.toString()));
    }

    @AfterAll
    static void sessionsAreAsLongAsBefore() {
        browser.close();
        KEYCLOAK.close();
    }

    @ParameterizedTest(name = "with its cookie: {0}")
    @ValueSource(booleans = {true, false})
    void theQuestionIsPutAgain(boolean cookie) throws InterruptedException {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        String request = integration
                .authorizationRequest("spark:all " + ADD_ON, STATE, new CodeVerifier())
                .toString();
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ada", request, AT.consent());
            runOut(context, cookie);
            sendAgain(page, "button[value=accept]");
            assertThat(page.locator("h1")).hasText("Acceptance Test asks for access to your account");
            // And so it is when auth-service is the one that does not know them any more.
            runOut(context, cookie);
            page.navigate(request);
            assertThat(page.locator("h1")).hasText("Acceptance Test asks for access to your account");
            page.locator("button[value=accept]").click();
            page.waitForURL(it -> it.startsWith("http://localhost:9/") || it.startsWith("chrome-error:"));
        }
    }

    @Test
    void whatIsToBeRemovedIsAskedAgain() throws InterruptedException {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        grant("ada", integration, "spark:all " + ADD_ON);
        String app = AT.consent() + "/apps/" + consentId("ada", integration.clientId());
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ada", app + "/remove?scope=" + ADD_ON, AT.consent());
            String question = page.locator("h1").textContent();
            runOut(context, true);
            sendAgain(page, PortalBrowser.FORM_BUTTON);
            page.waitForURL(app + "/remove?scope=" + ADD_ON);
            assertThat(page.locator("h1")).hasText(question);
            page.locator(PortalBrowser.FORM_BUTTON).click();
            assertThat(page.locator("form[data-undo]")).isVisible();
            runOut(context, true);
            sendAgain(page, "form[data-undo] button");
            page.waitForURL(app);
            assertThat(page.locator("[data-scope]")).hasCount(1);
        }
    }

    @Test
    void anAdministratorFindsTheIntegrationAgain() throws InterruptedException {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        grant("ada", integration, "spark:all " + ADD_ON);
        String app = AT.consent() + "/admin/apps/" + integration.clientId();
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ada", app + "/end", AT.consent());
            // Their session goes on with its refresh token, as long as Keycloak has theirs.
            endSessions("ada");
            runOut(context, true);
            sendAgain(page, PortalBrowser.FORM_BUTTON);
            PortalBrowser.signIn(page, "ada");
            page.waitForURL(app + "/end");
            for (String form : List.of(app + "/rule", AT.consent() + "/admin/policy")) {
                page.navigate(form);
                page.waitForURL(it -> it.equals(app) || it.equals(AT.consent() + "/admin/apps"));
            }
            page.navigate(AT.consent() + "/admin/requests/" + integration.clientId());
            page.waitForURL(AT.consent() + "/admin/requests");
        }
    }

    @Test
    void aDeviceIsAskedForAgain() throws InterruptedException {
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "ada", AT.auth() + "/device", AT.auth());
            runOut(context, true);
            page.locator("input[name=user_code]").fill("BCDF-GHJK");
            sendAgain(page, PortalBrowser.FORM_BUTTON);
            assertThat(page.locator("h1")).hasText("Connect a device");
            assertThat(page.locator("input[name=user_code]")).isVisible();
        }
    }

    @Test
    void anIntegrationIsFoundAgain() throws InterruptedException {
        String integration = PortalBrowser.PORTAL + "/"
                + register(Map.of(), "spark:all").json().path("id").asText();
        try (BrowserContext context = browser.context(true)) {
            Page page = PortalBrowser.open(context, "dev", integration + "/try", AT.auth());
            endSessions("dev");
            runOut(context, true);
            sendAgain(page, "form[action$='/try/redirect-uri'] button");
            PortalBrowser.signIn(page, "dev");
            page.waitForURL(integration + "/try");
            // Nothing was added: it is offered again.
            assertThat(page.locator("form[action$='/try/redirect-uri']")).hasCount(1);
            page.navigate(integration + "/preview");
            page.waitForURL(integration);
            page.navigate(PortalBrowser.PORTAL + "/sign-out");
            page.waitForURL(PortalBrowser.PORTAL);
        }
    }

    /** Sends a form, and waits for another document than the one it stood on. */
    private static void sendAgain(Page page, String button) {
        page.evaluate("document.documentElement.dataset.old = 'true'");
        page.locator(button).click();
        assertThat(page.locator("html[data-old]")).hasCount(0);
    }

    private static void endSessions(String person) {
        String id = KEYCLOAK.get("/users?exact=true&search=" + person)
                .json()
                .path(0)
                .path("id")
                .asText();
        KEYCLOAK.done("POST", "/users/" + id + "/logout", "");
    }

    /** Waits until the session is over, with or without its cookie in the browser. */
    private static void runOut(BrowserContext context, boolean cookie) throws InterruptedException {
        List<Cookie> session = context.cookies().stream()
                .filter(it -> it.name.startsWith("q_session"))
                .toList();
        org.assertj.core.api.Assertions.assertThat(session).isNotEmpty();
        Thread.sleep(SESSION.plusSeconds(2));
        double later = Instant.now().plus(Duration.ofMinutes(5)).getEpochSecond();
        if (cookie)
            context.addCookies(session.stream().map(it -> it.setExpires(later)).toList());
    }
}
