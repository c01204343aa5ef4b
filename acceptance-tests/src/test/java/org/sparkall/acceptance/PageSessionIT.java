package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.RequestOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a browser holds for the pages of a service opens its pages alone: the API beside them goes by bearer tokens (RFC 6750). */
class PageSessionIT {

    @ParameterizedTest
    @CsvSource({
        "consent, /apps, /v1/consents, alice",
        "consent, /admin, /v1/audit-entries, ada",
        "auth, /integrations, /v1/integrations, dev"
    })
    void aPagesSessionIsNoneAtTheApi(String service, String page, String operation, String person) {
        String origin = service.equals("auth") ? AT.auth() : AT.consent();
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
        String origin = service.equals("auth") ? AT.auth() : AT.consent();
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext context = browser.context(true)) {
            context.newPage().navigate(origin + page);
            assertThat(context.cookies(origin + page)).isNotEmpty();

            assertThat(asked(context, origin + operation, bearer(person))).isEqualTo(200);
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
