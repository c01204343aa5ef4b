package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;

/** Asking for more later: only what is new is shown, and a grant grows, never silently. */
class IncrementalAuthorizationIT {

    private final CodeVerifier verifier = new CodeVerifier();

    @Test
    void onlyWhatIsNewIsShownAndTheGrantHoldsBoth() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        grant("alice", integration, "spark:messages_read");
        Person alice = new Person("alice");
        Document page = consentPage(alice, request(integration, "spark:rooms_read", ""));
        assertThat(page.select("[data-item=group] li").eachText())
                .singleElement()
                .asString()
                .startsWith("See your spaces");
        assertThat(page.select("[data-item=before] li").eachText()).containsExactly("Read your messages");
        assertThat(page.select("h1").text()).contains("more access");
        assertThat(scope(
                        integration,
                        back(alice.accept(page, List.of(), REDIRECT_URI)).get("code")))
                .isEqualTo("spark:rooms_read spark:messages_read");
    }

    @Test
    void theAggregateAfterSingleScopesIsNewAndTakesTheirPlace() {
        IntegrationClient integration = registered("spark:all");
        grant("alice", integration, "spark:messages_read");
        Person alice = new Person("alice");
        Document page = consentPage(alice, request(integration, "spark:all", ""));
        assertThat(page.select("[data-item=aggregate]")).hasSize(1);
        assertThat(scope(
                        integration,
                        back(alice.accept(page, List.of(), REDIRECT_URI)).get("code")))
                .isEqualTo("spark:all");
    }

    @Test
    void anAddOnIsAskedForAloneAndUntickingItLeavesWhatStands() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        grant("ada", integration, "spark:all");
        Person ada = new Person("ada");
        Document page = consentPage(ada, request(integration, "spark:all " + ADD_ON, ""));
        assertThat(page.select("[data-item=aggregate]")).isEmpty();
        assertThat(Person.addOns(page)).containsExactly(ADD_ON);
        assertThat(scope(
                        integration,
                        back(ada.accept(page, List.of(), REDIRECT_URI)).get("code")))
                .isEqualTo("spark:all");
        // Unticked is not agreed to: the next request asks again.
        Document again = consentPage(new Person("ada"), request(integration, ADD_ON, ""));
        assertThat(Person.addOns(again)).containsExactly(ADD_ON);
    }

    @Test
    void theSameOrLessNeedsNoPageAndGivesJustWhatWasAskedFor() {
        IntegrationClient integration = registered("spark:all");
        grant("alice", integration, "spark:all");
        String code = codeWithoutPage(integration, "spark:messages_read", "");
        assertThat(scope(integration, code)).isEqualTo("spark:messages_read");
    }

    @Test
    void whatWasGrantedBeforeIsIncludedOnRequestOnly() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read", "spark:teams_read");
        grant("alice", integration, "spark:messages_read spark:rooms_read");
        assertThat(scope(
                        integration,
                        codeWithoutPage(integration, "spark:messages_read", "&include_granted_scopes=true")))
                .isEqualTo("spark:rooms_read spark:messages_read");
        Person alice = new Person("alice");
        Document page = consentPage(
                alice, request(integration, "spark:teams_read spark:rooms_read", "&include_granted_scopes=false"));
        assertThat(page.select("[data-item=group] li")).hasSize(1);
        assertThat(scope(
                        integration,
                        back(alice.accept(page, List.of(), REDIRECT_URI)).get("code")))
                .isEqualTo("spark:rooms_read spark:teams_read");
    }

    @Test
    void decliningMoreLeavesWhatStands() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        RunningSuite.Granted granted = grant("bob", integration, "spark:messages_read");
        Person bob = new Person("bob");
        Document page = consentPage(bob, request(integration, "spark:rooms_read", ""));
        assertThat(back(bob.decline(page, REDIRECT_URI))).containsEntry("error", "access_denied");
        assertThat(integration.refresh(granted.refreshToken()).text("scope")).isEqualTo("spark:messages_read");
    }

    @Test
    void whatWasWithdrawnMeanwhileIsNotCarriedOn() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        grant("bob", integration, "spark:messages_read");
        Person bob = new Person("bob");
        Document page = consentPage(bob, request(integration, "spark:rooms_read", ""));
        API.withdraw("bob", RunningSuite.consentId("bob", integration.clientId()));
        assertThat(scope(
                        integration,
                        back(bob.accept(page, List.of(), REDIRECT_URI)).get("code")))
                .isEqualTo("spark:rooms_read");
    }

    @Test
    void promptConsentAsksForEverythingAgain() {
        IntegrationClient integration = registered("spark:messages_read");
        grant("alice", integration, "spark:messages_read");
        Document page =
                consentPage(new Person("alice"), request(integration, "spark:messages_read", "&prompt=consent"));
        assertThat(page.select("[data-item=group] li")).hasSize(1);
        assertThat(page.select("[data-item=before]")).isEmpty();
    }

    @Test
    void anIntegrationThatOnlySignsPeopleInSaysSo() {
        IntegrationClient integration = registered("openid");
        Document page = consentPage(new Person("alice"), request(integration, "openid", ""));
        assertThat(page.select("h1").text()).startsWith("Sign in to");
    }

    private URI request(IntegrationClient integration, String scope, String more) {
        return URI.create(integration.authorizationRequest(scope, STATE, verifier) + more);
    }

    private String codeWithoutPage(IntegrationClient integration, String scope, String more) {
        return back(new Person("alice").open(request(integration, scope, more), REDIRECT_URI))
                .get("code");
    }

    private String scope(IntegrationClient integration, String code) {
        return integration.redeem(code, verifier).text("scope");
    }
}
