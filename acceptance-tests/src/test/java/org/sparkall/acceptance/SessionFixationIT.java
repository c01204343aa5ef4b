package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.origin;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;

/** Nobody comes into a session by having begun it (OWASP ASVS 4.0 requirement 3.2.1), or into somebody else's by what that one began. */
class SessionFixationIT {

    private static final String SIGN_IN = "#username";

    /** What an attacker has planted in a browser is worth nothing when its owner has signed in with it. */
    @ParameterizedTest
    @CsvSource({"consent,/apps,alice", "consent,/admin,ada", "auth,/integrations,dev"})
    void whoPlantedTheCookiesIsNotSignedIn(String service, String page, String person) {
        String origin = origin(service);
        try (PortalBrowser browser = new PortalBrowser();
                BrowserContext attacker = browser.context(true);
                BrowserContext victim = browser.context(true)) {
            attacker.newPage().navigate(origin + page);
            List<Cookie> planted = attacker.cookies();
            assertThat(planted).as("something to plant").isNotEmpty();
            victim.addCookies(planted);

            PortalBrowser.open(victim, person, origin + page, origin);

            assertThat(shown(victim, origin + page).url()).startsWith(origin + page);
            Page atAttacker = shown(attacker, origin + page);
            assertThat(atAttacker.url())
                    .as("the attacker is asked who they are")
                    .startsWith(AT.keycloak());
            assertThat(atAttacker.locator(SIGN_IN).count()).isOne();
        }
    }

    /** An answer from Keycloak is taken from the browser that asked for it, and from no other (RFC 6749 section 10.12). */
    @ParameterizedTest
    @CsvSource({
        "consent,/apps,/consent/signed-in,alice",
        "consent,/admin,/admin/signed-in,ada",
        "auth,/integrations,/integrations/signed-in,dev"
    })
    void somebodyElsesSignInSignsNobodyIn(String service, String page, String callback, String person) {
        String origin = origin(service);
        Arrival arrival = new Person(person).open(URI.create(origin + page), origin + callback);
        assertThat(arrival).isInstanceOf(Arrival.AtIntegration.class);
        URI answer = ((Arrival.AtIntegration) arrival).address();
        assertThat(answer.getQuery()).contains("code=");

        Person victim = new Person("bob");
        victim.look(answer);

        Document next = victim.look(URI.create(origin + page));
        assertThat(next.location()).as("the victim is asked who they are").startsWith(AT.keycloak());
    }

    private static Page shown(BrowserContext context, String address) {
        Page page = context.newPage();
        page.navigate(address);
        return page;
    }
}
