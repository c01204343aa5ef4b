package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.origin;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** What a browser holds for the pages of a service opens its pages alone: the API beside them goes by bearer tokens (RFC 6750). */
class PageSessionIT {

    @ParameterizedTest
    @CsvSource({
        "consent, /apps, /v1/consents, alice",
        "consent, /admin, /v1/audit-entries, ada",
        "auth, /integrations, /v1/integrations, dev",
        "auth, /device, /v1/integrations, dev"
    })
    void aPagesSessionIsNoneAtTheApi(String service, String page, String operation, String person) {
        String origin = origin(service);
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext context = browser.context(true)) {
            PortalBrowser.open(context, person, origin + page, origin);
            assertThat(context.cookies(origin + page)).isNotEmpty();

            assertThat(asked(context, origin + operation, RequestOptions.create()))
                    .isEqualTo(401);
            assertThat(asked(context, origin + operation, bearer(person))).isEqualTo(200);
        }
    }

    /** Somebody's sign-in at a page, begun and left, does not stand in the way of their API calls. */
    @ParameterizedTest
    @CsvSource({"consent, /apps, /v1/consents, alice", "auth, /integrations, /v1/integrations, dev"})
    void aBegunSignInIsNoneAtTheApi(String service, String page, String operation, String person) {
        String origin = origin(service);
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext context = browser.context(true)) {
            context.newPage().navigate(origin + page);
            assertThat(context.cookies(origin + page)).isNotEmpty();

            assertThat(asked(context, origin + operation, bearer(person))).isEqualTo(200);
        }
    }

    /** Whatever a browser, or whoever plants cookies in it, sends beside the token. */
    @ParameterizedTest
    @CsvSource({
        "auth, /v1/integrations, sign-in",
        "auth, /v1/integrations, portal",
        "auth, /v1/integrations, sign-out",
        "auth, /v1/integrations, own-tokens",
        "auth, /v1/integrations, nobody",
        "consent, /v1/consents, web",
        "consent, /v1/consents, admin",
        "consent, /v1/consents, nobody"
    })
    void aBearerTokenCountsBesideAnyCookie(String service, String operation, String tenant) {
        for (String cookie : List.of("q_session_" + tenant, "q_auth_" + tenant + "_a1")) {
            Reply reply = RunningSuite.REQUESTS.send(Requests.to(origin(service) + operation)
                    .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev"))
                    .header("Cookie", cookie + "=anything"));
            assertThat(reply.status()).as(cookie).isEqualTo(200);
        }
    }

    private static RequestOptions bearer(String person) {
        return RequestOptions.create().setHeader("Authorization", "Bearer " + KEYCLOAK.tokenOf(person));
    }

    private static int asked(BrowserContext context, String address, RequestOptions options) {
        APIResponse answer = context.request().get(address, options);
        return answer.status();
    }
}
