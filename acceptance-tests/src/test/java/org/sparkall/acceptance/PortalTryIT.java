package org.sparkall.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.PortalBrowser.PORTAL;
import static org.sparkall.acceptance.PortalBrowser.isAccessible;
import static org.sparkall.acceptance.PortalBrowser.open;
import static org.sparkall.acceptance.PortalBrowser.shoot;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A developer tries their integration's flow out. */
class PortalTryIT {

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
    void theFlowRunsAndEachMessageIsShown() throws IOException {
        JsonNode integration = registered();
        try (BrowserContext context = browser.context(true)) {
            Page page = atTheAnswer(context, integration);
            assertThat(page.locator("main")).containsText("code_challenge_method");
            page.locator("#token-secret").fill(integration.path("client_secret").asText());
            button(page, "Redeem the code").click();
            Locator tokens = page.locator("#token-answer");
            assertThat(tokens).containsText("HTTP 200");
            assertThat(tokens).containsText("\"typ\": \"at+jwt\"");
            assertThat(tokens)
                    .containsText(
                            "\"client_id\": \"" + integration.path("client_id").asText());
            isAccessible(page);
            page.locator("label[for=token-secret]").evaluate("it => it.scrollIntoView()");
            shoot(page, "portal-try");
            button(page, "Introspect").click();
            assertThat(page.locator("#introspect-answer")).containsText("\"active\": true");
            button(page, "Refresh").click();
            assertThat(page.locator("#refresh-answer")).containsText("HTTP 200");
            button(page, "Revoke").click();
            assertThat(page.locator("#revoke-answer")).containsText("HTTP 200");
            button(page, "Introspect").click();
            assertThat(page.locator("#introspect-answer")).containsText("\"active\": false");
        }
    }

    @Test
    void withoutScriptTheTokenEndpointsAnswerIsThePage() {
        JsonNode integration = registered();
        try (BrowserContext context = browser.context(false)) {
            Page page = atTheAnswer(context, integration);
            page.locator("#token-secret").fill(integration.path("client_secret").asText());
            button(page, "Redeem the code").click();
            page.waitForURL(AT.auth() + "/v1/access_token");
            assertThat(page.locator("body")).containsText("\"access_token\"");
        }
    }

    @Test
    void anIntegrationWithAKeyPastesAnAssertionForEachRequest() throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
        JsonNode integration = RunningSuite.register(
                        Map.of(
                                "token_endpoint_auth_method",
                                "private_key_jwt",
                                "jwks",
                                new JWKSet(key).toPublicJWKSet().toJSONObject()),
                        "spark:all")
                .json();
        try (BrowserContext context = browser.context(true)) {
            Page page = atTheAnswer(context, integration);
            assertThat(page.locator("main")).containsText("Its private key stays with you");
            assertThat(page.locator("input[type=password]")).hasCount(0);
            String used = assertion(key, integration);
            page.locator("#token-assertion").fill(used);
            button(page, "Redeem the code").click();
            assertThat(page.locator("#token-answer")).containsText("HTTP 200");
            assertThat(page.locator("#token-assertion")).hasValue("");
            isAccessible(page);
            page.locator("#introspect-assertion").fill(used);
            button(page, "Introspect").click();
            assertThat(page.locator("#introspect-answer")).containsText("invalid_client");
            page.locator("#introspect-assertion").fill(assertion(key, integration));
            button(page, "Introspect").click();
            assertThat(page.locator("#introspect-answer")).containsText("\"active\": true");
            page.locator("#refresh-assertion").fill(assertion(key, integration));
            button(page, "Refresh").click();
            assertThat(page.locator("#refresh-answer")).containsText("HTTP 200");
            page.locator("#revoke-assertion").fill(assertion(key, integration));
            button(page, "Revoke").click();
            assertThat(page.locator("#revoke-answer")).containsText("HTTP 200");
        }
    }

    private static String assertion(ECKey key, JsonNode integration) throws Exception {
        String clientId = integration.path("client_id").asText();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader(JWSAlgorithm.ES256),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(AT.auth())
                        .jwtID(UUID.randomUUID().toString())
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }

    @Test
    void anErrorIsShownAsItCameAndAStrangersAnswerIsNot() {
        JsonNode integration = registered();
        try (BrowserContext context = browser.context(true)) {
            Page page = offered(context, integration);
            page.locator("#scope").fill("spark:all spark:messages_read");
            button(page, "Send it").click();
            assertThat(page.locator("main")).containsText("invalid_scope");
            assertThat(button(page, "Redeem the code")).hasCount(0);
            isAccessible(page);
            String forged = PORTAL + "/try/callback?code=stolen&state=other&iss=" + AT.auth();
            assertThat(page.navigate(forged).status()).isEqualTo(400);
            assertThat(page.content()).doesNotContain("stolen");
        }
    }

    private static JsonNode registered() {
        return API.register(RunningSuite.registration(List.of("spark:all"), List.of()))
                .json();
    }

    /** The page that offers the flow, with the portal's redirect URI added to the integration. */
    private static Page offered(BrowserContext context, JsonNode integration) {
        Page page = open(context, "dev", PORTAL + "/" + integration.path("id").asText() + "/try");
        button(page, "Add it to the integration").click();
        assertThat(button(page, "Send it")).isVisible();
        return page;
    }

    private static Page atTheAnswer(BrowserContext context, JsonNode integration) {
        Page page = offered(context, integration);
        button(page, "Send it").click();
        page.waitForURL(it -> it.startsWith(AT.consent()));
        button(page, "Accept").click();
        page.waitForURL(it -> it.startsWith(PORTAL + "/try/callback"));
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
