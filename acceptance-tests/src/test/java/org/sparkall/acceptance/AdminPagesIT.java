package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** An organisation's administrator in front of their pages, and what people ask them for. */
class AdminPagesIT {

    private static final String ADMIN = AT.consent() + "/admin";
    /** With what may not deceive an administrator. */
    private static final String JUSTIFICATION = "To <b>sort</b>\u202e\nthe directory.";

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
    void whatAnAdministratorApprovesIsGivenWithoutAnotherQuestion(boolean script) {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        Person alice = new Person("alice");
        String request = ask(alice, integration);
        assertThat(approval("alice", request).path("state").asText()).isEqualTo("pending");
        try (BrowserContext context = browser.context(script)) {
            Page page = open(context, "ada", "/requests");
            assertThat(form(page, request).locator("h2")).hasText("Acceptance Test for Alice Ordinary");
            assertThat(form(page, request)).containsText("Why they need it: To <b>sort</b> the directory.");
            form(page, request).locator("input[name=scope]").check();
            form(page, request).locator("input[name=reason]").fill("For the directory.");
            form(page, request).locator("button[value=approve]").click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Approved.");
            assertThat(form(page, request)).hasCount(0);
        }
        assertThat(approval("alice", request).path("state").asText()).isEqualTo("approved");
        assertThat(approval("alice", request).path("reason").asText()).isEqualTo("For the directory.");
        CodeVerifier verifier = new CodeVerifier();
        Map<String, Object> parameters = integration.request("spark:all " + ADD_ON, STATE, verifier);
        parameters.put("prompt", "none");
        String code = back(alice.open(integration.authorizationRequest(parameters), REDIRECT_URI))
                .get("code");
        Reply tokens = integration.redeem(code, verifier);
        assertThat(tokens.text("scope")).isEqualTo("spark:all " + ADD_ON);
        String token = tokens.text("access_token");
        assertThat(API.decideByToken(ADD_ON, token).json().path("decision").asBoolean())
                .isTrue();
        assertThat(integration.introspect(token).text("scope").split(" ")).contains(ADD_ON);
        String refreshed = integration.refresh(tokens.text("refresh_token")).text("scope");
        assertThat(refreshed).isEqualTo("spark:all " + ADD_ON);
        // What was approved is taken back like anything else.
        String person = integration.introspect(token).text("sub");
        String client = integration.clientId();
        API.withdrawScope("alice", consentId("alice", client), ADD_ON);
        awaitReason("admin_scope_not_in_aggregate", person, ADD_ON, client);
        assertThat(API.decideByToken("spark:messages_read", token)
                        .json()
                        .path("decision")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void theKeyboardAloneIsEnough() {
        String request = ask(new Person("alice"), registered("spark:all", ADD_ON));
        String form = "form[action='/admin/requests/" + request + "'] ";
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "ada", "/apps");
            Keyboard.press(page, "a[href='/admin/requests']", "Enter");
            page.waitForURL(ADMIN + "/requests");
            Keyboard.press(page, form + "input[name=scope]", "Space");
            Keyboard.press(page, form + "button[value=approve]", "Enter");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Approved.");
        }
        assertThat(approval("alice", request).path("state").asText()).isEqualTo("approved");
    }

    @Test
    void whatIsRefusedIsNotGivenAndThePersonLearnsWhy() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        String request = ask(new Person("alice"), integration);
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "ada", "/requests");
            // Approving nothing is no decision.
            form(page, request).locator("button[value=approve]").click();
            assertThat(page.getByRole(AriaRole.STATUS)).containsText("Choose at least one");
            form(page, request).locator("input[name=reason]").fill("Not needed.");
            form(page, request).locator("button[value=refuse]").click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Refused.");
        }
        assertThat(approval("alice", request).path("state").asText()).isEqualTo("refused");
        assertThat(approval("alice", request).path("reason").asText()).isEqualTo("Not needed.");
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        String code = code(alice, integration.authorizationRequest("spark:all " + ADD_ON, STATE, verifier));
        assertThat(integration.redeem(code, verifier).text("scope")).isEqualTo("spark:all");
    }

    @Test
    void onlyAdministratorsOfTheSameOrganisationWhoHoldTheScopeDecide() {
        String request = ask(new Person("alice"), registered("spark:all", ADD_ON));
        String granting = "{\"scopes\":[\"" + ADD_ON + "\"]}";
        assertThat(API.decideApproval("ada", request, "approve", "{}").status())
                .as("what was not named")
                .isEqualTo(400);
        assertThat(API.decideApproval("grace", request, "approve", granting).status())
                .isEqualTo(404);
        assertThat(API.decideApproval("bob", request, "approve", granting).status())
                .isEqualTo(403);
        // ada's token was asked for without the scope: she does not hold it in this moment.
        Reply notHeld = API.decideApproval("ada", request, "approve", granting);
        assertThat(notHeld.status()).isEqualTo(403);
        assertThat(notHeld.text("type")).endsWith("not-yours-to-grant");
        assertThat(approval("alice", request).path("state").asText()).isEqualTo("pending");
        assertThat(API.decideApproval("ada", request, "refuse", "{\"reason\":\"No.\"}")
                        .status())
                .isEqualTo(200);
        assertThat(API.decideApproval("ada", request, "refuse", "{}").status()).isEqualTo(409);
    }

    @ParameterizedTest(name = "with script: {0}")
    @ValueSource(booleans = {true, false})
    void anAdministratorBlocksTakesItBackAndEndsAllAccess(boolean script) {
        IntegrationClient integration = registered("spark:all");
        Granted alice = grant("alice", integration, "spark:all");
        grant("bob", integration, "spark:all");
        String client = integration.clientId();
        try (BrowserContext context = browser.context(script)) {
            Page page = open(context, "ada", "/apps/" + client);
            assertThat(page.locator(".publisher")).containsText("People: 2");
            page.locator("a[href$='/end']").click();
            page.locator("input[name=reason]").fill("A leak.");
            page.locator(PortalBrowser.FORM_BUTTON).click();
            // With script the page follows by itself; without there is a link: no timer takes a page away from its
            // reader.
            page.waitForURL(it -> it.contains("/endings/"));
            if (!script) {
                Awaitility.await().pollInSameThread().until(() -> {
                    page.locator("a[href*='/endings/']").click();
                    return page.locator("a[href*='/endings/']").count() == 0;
                });
            }
            assertThat(page.locator("h1"))
                    .hasText("All access has ended", new LocatorAssertions.HasTextOptions().setTimeout(30_000));
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Done for 2 of 2 people.");
            assertThat(integration.refresh(alice.refreshToken()).status()).isEqualTo(400);
            // Everybody may connect it again, until it is blocked.
            grant("alice", integration, "spark:all");
            page.navigate(ADMIN + "/apps/" + client + "/block");
            page.locator(PortalBrowser.FORM_BUTTON).click();
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("Saved.");
            assertThat(page.locator("main")).containsText("Blocked");
            assertThat(back(new Person("alice")
                            .open(
                                    integration.authorizationRequest("spark:all", STATE, new CodeVerifier()),
                                    REDIRECT_URI)))
                    .containsEntry("error", "access_denied");
            page.locator("button[value=none]").click();
            assertThat(page.locator("main")).containsText("No rule");
        }
    }

    @Test
    void theyAreForAdministratorsOnlyAndAccessible() {
        grant("ada", registered("spark:all"), "spark:all");
        String request = ask(new Person("alice"), registered("spark:all", ADD_ON));
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "alice", "/apps");
            assertThat(page.locator("h1")).hasText("These pages are for administrators");
            assertThat(page.navigate(ADMIN + "/requests").status()).isEqualTo(403);
        }
        try (BrowserContext context = browser.context(true)) {
            Page page = open(context, "ada", "/apps");
            for (String path : List.of("/apps", "/requests", "/requests?lang=ar", "/apps?lang=ja")) {
                page.navigate(ADMIN + path);
                PortalBrowser.isAccessible(page);
            }
            page.navigate(ADMIN + "/apps?lang=en");
            page.locator(".apps a").first().click();
            PortalBrowser.isAccessible(page);
            page.locator("a[href$='/end']").click();
            PortalBrowser.isAccessible(page);
            assertThat(page.navigate(ADMIN + "/apps/unknown").status()).isEqualTo(404);
            assertThat(page.navigate(ADMIN + "/endings/unknown").status()).isEqualTo(404);
        }
        assertThat(API.decideApproval("ada", request, "refuse", "{}").status()).isEqualTo(200);
    }

    /** A person accepts what they can grant and has their administrators asked for the rest; returns the request's id. */
    private static String ask(Person person, IntegrationClient integration) {
        URI authorization = integration.authorizationRequest("spark:all " + ADD_ON, STATE, new CodeVerifier());
        Document page = consentPage(person, authorization);
        assertThat(page.select("[data-item=approval] li")).hasSize(1);
        assertThat(page.select("input[name=ask_administrators]").hasAttr("checked"))
                .isFalse();
        back(person.submit(
                page,
                Map.of("decision", "accept", "ask_administrators", "true", "justification", JUSTIFICATION),
                REDIRECT_URI));
        return API.approvals("alice").json().path("items").path(0).path("id").asText();
    }

    private static com.fasterxml.jackson.databind.JsonNode approval(String person, String id) {
        for (var item : API.approvals(person).json().path("items")) {
            if (item.path("id").asText().equals(id)) return item;
        }
        throw new AssertionError("no request " + id);
    }

    private static com.microsoft.playwright.Locator form(Page page, String request) {
        return page.locator("form[action='/admin/requests/" + request + "']");
    }

    private static Page open(BrowserContext context, String person, String path) {
        return PortalBrowser.open(context, person, ADMIN + path, AT.consent());
    }
}
