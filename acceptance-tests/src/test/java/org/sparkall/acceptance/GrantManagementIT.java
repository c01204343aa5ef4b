package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkall.localstack.journey.DpopKey;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Integrations open, change, look at and end their grants by name (Grant Management for OAuth 2.0). */
class GrantManagementIT {

    private static final String BOTH = "grant_management_query grant_management_revoke";

    private final CodeVerifier verifier = new CodeVerifier();

    @Test
    void everyTokenResponseNamesItsGrant() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        String grant = first.text("grant_id");
        assertThat(RunningSuite.claims(first.text("access_token")).getClaim("grant_id"))
                .isEqualTo(grant);
        assertThat(integration.refresh(first.text("refresh_token")).text("grant_id"))
                .isEqualTo(grant);
    }

    @Test
    void aCreatedGrantHoldsJustWhatItsRequestNamesBesideTheEarlierOne() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        Reply second = tokens("alice", integration, "spark:rooms_read", Map.of("grant_management_action", "create"));
        assertThat(second.text("scope")).isEqualTo("spark:rooms_read");
        assertThat(second.text("grant_id")).isNotEqualTo(first.text("grant_id"));
        assertThat(integration.refresh(first.text("refresh_token")).text("scope"))
                .isEqualTo("spark:messages_read");
    }

    @Test
    void mergingAsksForWhatIsNewAndKeepsTheGrant() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        Person alice = new Person("alice");
        Document page = consentPage(alice, request(integration, "spark:rooms_read", change("merge", first)));
        assertThat(page.select("[data-item=group] li").eachText())
                .singleElement()
                .asString()
                .startsWith("See your spaces");
        Reply merged = integration.redeem(
                back(alice.accept(page, List.of(), REDIRECT_URI)).get("code"), verifier);
        assertThat(merged.text("scope")).isEqualTo("spark:rooms_read spark:messages_read");
        assertThat(merged.text("grant_id")).isEqualTo(first.text("grant_id"));
        assertThat(query(integration, merged.text("grant_id")).json().toString())
                .isEqualTo("{\"scopes\":[{\"scope\":\"spark:rooms_read spark:messages_read\"}]}");
    }

    @Test
    void mergingTheAggregateTakesTheSingleScopesPlaceAndLeavesAddOns() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        Person ada = new Person("ada");
        Document page = consentPage(ada, request(integration, "spark:messages_read " + ADD_ON, Map.of()));
        Reply first = integration.redeem(
                back(ada.accept(page, List.of(ADD_ON), REDIRECT_URI)).get("code"), verifier);
        Reply merged = tokens("ada", integration, "spark:all", change("merge", first));
        assertThat(merged.text("scope").split(" ")).containsExactlyInAnyOrder("spark:all", ADD_ON);
        assertThat(merged.text("grant_id")).isEqualTo(first.text("grant_id"));
    }

    @Test
    void replacingLeavesNothingOfWhatTheGrantHeld() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read spark:rooms_read", Map.of());
        Reply replaced = tokens("alice", integration, "spark:rooms_read", change("replace", first));
        assertThat(replaced.text("scope")).isEqualTo("spark:rooms_read");
        assertThat(replaced.text("grant_id")).isEqualTo(first.text("grant_id"));
        Reply old = integration.introspect(first.text("access_token"));
        assertThat(old.text("scope")).as("an access token from before").isEqualTo("spark:rooms_read");
        assertThat(integration.refresh(replaced.text("refresh_token")).text("scope"))
                .isEqualTo("spark:rooms_read");
    }

    @Test
    void aRefreshTokenFromBeforeTheChangeIsWorthlessAndHarmless() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        Reply replaced = tokens("alice", integration, "spark:rooms_read", change("replace", first));
        assertRefused(integration.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(isActive(integration, first.text("refresh_token"))).isFalse();
        assertThat(integration.refresh(replaced.text("refresh_token")).status()).isEqualTo(200);
    }

    /** Nor by the moment in which a refresh may be asked for once more. */
    @Test
    void aRefreshFromBeforeTheChangeIsNotAnsweredOnceMore() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        assertThat(integration.refresh(first.text("refresh_token")).status()).isEqualTo(200);
        Reply merged = tokens("alice", integration, "spark:rooms_read", change("merge", first));
        assertRefused(integration.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(integration.refresh(merged.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void aPushedRequestChangesAGrantToo() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        Map<String, Object> request = integration.request("spark:rooms_read", STATE, verifier);
        request.putAll(change("replace", first));
        String pushed = integration.push(request).text("request_uri");
        Reply replaced = integration.redeem(code(new Person("alice"), integration.pushedRequest(pushed)), verifier);
        assertThat(replaced.text("grant_id")).isEqualTo(first.text("grant_id"));
        request.put("grant_id", UUID.randomUUID().toString());
        assertRefused(integration.push(request), 400, "invalid_grant_id");
    }

    @Test
    void aGrantThatEndedWhileThePersonWasAskedIsNotRevived() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        String code = code(new Person("alice"), request(integration, "spark:rooms_read", change("merge", first)));
        assertThat(delete(integration, first.text("grant_id")).status()).isEqualTo(204);
        assertRefused(integration.redeem(code, verifier), 400, "invalid_grant");
    }

    @Test
    void aGrantOfAnotherIntegrationOrPersonCannotBeChanged() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply alices = tokens("alice", integration, "spark:messages_read", Map.of());
        IntegrationClient other = registered("spark:messages_read");
        assertThat(error("alice", other, change("merge", alices))).isEqualTo("invalid_grant_id");
        assertThat(error("bob", integration, change("replace", alices))).isEqualTo("invalid_grant_id");
        assertThat(query(integration, alices.text("grant_id")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "merge, , , invalid_request",
        "replace, , , invalid_request",
        "destroy, , , invalid_request",
        ", 2c8f3bd6-2dfc-4a36-8f6e-0a7f24d0f6b1, , invalid_request",
        "create, 2c8f3bd6-2dfc-4a36-8f6e-0a7f24d0f6b1, , invalid_request",
        "create, , true, invalid_request",
        "merge, 2c8f3bd6-2dfc-4a36-8f6e-0a7f24d0f6b1, , invalid_grant_id",
        "merge, not-a-grant, , invalid_grant_id",
    })
    void whatCannotBeMeantIsRefused(String action, String grant, String includeGranted, String error) {
        Map<String, String> more = new HashMap<>();
        if (action != null) more.put("grant_management_action", action);
        if (grant != null) more.put("grant_id", grant);
        if (includeGranted != null) more.put("include_granted_scopes", includeGranted);
        assertThat(error("alice", registered("spark:messages_read"), more)).isEqualTo(error);
    }

    @Test
    void anIntegrationRevokesItsGrantByName() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        assertThat(delete(integration, first.text("grant_id")).status()).isEqualTo(204);
        assertThat(isActive(integration, first.text("access_token"))).isFalse();
        assertRefused(integration.refresh(first.text("refresh_token")), 400, "invalid_grant");
        assertThat(query(integration, first.text("grant_id")).status()).isEqualTo(404);
        assertThat(delete(integration, first.text("grant_id")).status()).isEqualTo(404);
    }

    @Test
    void whatIsRegisteredNoMoreIsNotSaidAndTheResourcesAre() {
        IntegrationClient integration = registered("spark:messages_read");
        String resource = "https://files.example.com";
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of("resource", resource));
        assertThat(query(integration, first.text("grant_id")).json().toString())
                .isEqualTo("{\"scopes\":[{\"scope\":\"spark:messages_read\",\"resource\":[\"" + resource + "\"]}]}");
    }

    @Test
    void othersGrantsAreUnknownToAnIntegration() {
        Reply foreign = tokens("alice", registered("spark:messages_read"), "spark:messages_read", Map.of());
        IntegrationClient other = registered("spark:messages_read");
        assertThat(query(other, foreign.text("grant_id")).status()).isEqualTo(404);
        assertThat(delete(other, foreign.text("grant_id")).status()).isEqualTo(404);
        assertThat(query(other, "no-grant-at-all").status()).isEqualTo(404);
    }

    @Test
    void aTokenIsNeededAndItsScope() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply first = tokens("alice", integration, "spark:messages_read", Map.of());
        String grant = first.text("grant_id");
        Reply without = REQUESTS.get(URI.create(address(grant)));
        assertThat(without.status()).isEqualTo(401);
        assertThat(challenge(without)).startsWith("Bearer").doesNotContain("error");
        // A person's token is no integration's.
        assertInvalidToken(ask("GET", grant, first.text("access_token")));
        assertInvalidToken(ask("DELETE", grant, "nonsense"));
        Reply lacking = ask("DELETE", grant, own(integration, "grant_management_query"));
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(challenge(lacking)).contains("insufficient_scope").contains("scope=\"grant_management_revoke\"");
        assertThat(ask("GET", grant, own(integration, "grant_management_revoke"))
                        .status())
                .isEqualTo(403);
        String revoked = own(integration, BOTH);
        integration.revoke(revoked);
        assertInvalidToken(ask("GET", grant, revoked));
    }

    @Test
    void aManagementTokenSaysWhatItIsForAndOpensNothingOfAPerson() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply told = integration.introspect(own(integration, BOTH));
        assertThat(told.text("scope")).isEqualTo(BOTH);
        assertThat(told.text("sub")).isEqualTo(integration.clientId());
        assertRefused(
                integration.token(
                        Map.of("grant_type", "client_credentials", "scope", "grant_management_query spark:all")),
                400,
                "invalid_scope");
        assertThat(error("alice", integration, "grant_management_query", Map.of()))
                .isEqualTo("invalid_scope");
    }

    @Test
    void aBoundTokenNeedsAProofOfItsKey() {
        DpopKey key = DpopKey.random();
        IntegrationClient integration = registered("spark:messages_read").with(key);
        String grant =
                tokens("alice", integration, "spark:messages_read", Map.of()).text("grant_id");
        String token = own(integration, BOTH);
        assertThat(ask("GET", grant, token).status()).as("as a bearer token").isEqualTo(401);
        Reply first = bound("GET", grant, token, key.proofFor(token, "GET", address(grant)));
        assertThat(challenge(first)).startsWith("DPoP").contains("use_dpop_nonce");
        String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();
        assertThat(bound("GET", grant, token, key.proofFor(token, "GET", address(grant), nonce))
                        .status())
                .isEqualTo(200);
        assertThat(bound("DELETE", grant, token, key.proofFor(token, "GET", address(grant), nonce))
                        .status())
                .as("a proof for another method")
                .isEqualTo(401);
        assertThat(bound("DELETE", grant, token, key.proofFor(token, "DELETE", address(grant), nonce))
                        .status())
                .isEqualTo(204);
    }

    private static Map<String, String> change(String action, Reply tokens) {
        return Map.of("grant_management_action", action, "grant_id", tokens.text("grant_id"));
    }

    private URI request(IntegrationClient integration, String scope, Map<String, String> more) {
        Map<String, Object> parameters = integration.request(scope, STATE, verifier);
        parameters.putAll(more);
        return integration.authorizationRequest(parameters);
    }

    private Reply tokens(String person, IntegrationClient integration, String scope, Map<String, String> more) {
        Reply tokens = integration.redeem(code(new Person(person), request(integration, scope, more)), verifier);
        assertThat(tokens.status()).as(tokens.body()).isEqualTo(200);
        return tokens;
    }

    private String error(String person, IntegrationClient integration, Map<String, String> more) {
        return error(person, integration, "spark:messages_read", more);
    }

    private String error(String person, IntegrationClient integration, String scope, Map<String, String> more) {
        return back(new Person(person).open(request(integration, scope, more), REDIRECT_URI))
                .get("error");
    }

    private static String own(IntegrationClient integration, String scope) {
        Reply own = integration.token(Map.of("grant_type", "client_credentials", "scope", scope));
        assertThat(own.text("scope")).as(own.body()).isEqualTo(scope);
        return own.text("access_token");
    }

    private static Reply query(IntegrationClient integration, String grant) {
        return ask("GET", grant, own(integration, BOTH));
    }

    private static Reply delete(IntegrationClient integration, String grant) {
        return ask("DELETE", grant, own(integration, BOTH));
    }

    private static Reply ask(String method, String grant, String token) {
        return REQUESTS.send(Requests.to(address(grant))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token));
    }

    private static Reply bound(String method, String grant, String token, String proof) {
        return REQUESTS.send(Requests.to(address(grant))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "DPoP " + token)
                .header("DPoP", proof));
    }

    private static void assertInvalidToken(Reply reply) {
        assertThat(reply.status()).isEqualTo(401);
        assertThat(challenge(reply)).contains("error=\"invalid_token\"");
    }

    private static String challenge(Reply reply) {
        return reply.headers().firstValue("WWW-Authenticate").orElse("");
    }

    private static String address(String grant) {
        return AT.auth() + "/v1/grants/" + grant;
    }
}
