package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.reason;
import static org.sparkall.acceptance.RunningSuite.refusal;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.registration;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The rules R1 to R7 of the design, as integrations and people meet them. */
class ScopeRulesIT {

    @Test
    void registrationRefusesAnUnknownScope() {
        assertViolation(
                API.register(registration(List.of("spark:all", "spark:nonsense"), List.of())),
                "unknown_scope",
                "spark:nonsense");
    }

    @Test
    void registrationRefusesAnEmptySelection() {
        Reply reply = API.register(registration(List.of(), List.of()));
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().at("/violations/0/rule").asText()).isEqualTo("empty_selection");
    }

    @Test
    void registrationRefusesUserScopesBesideTheAggregate() {
        assertViolation(
                API.register(registration(List.of("spark:all", "spark:messages_read"), List.of())),
                "redundant_with_aggregate",
                "spark:messages_read");
    }

    @Test
    void registrationRefusesCallingWithoutTheAggregate() {
        assertViolation(
                API.register(registration(List.of("spark:calls_read"), List.of("calling"))),
                "feature_requires_scope",
                "spark:all");
    }

    @Test
    void registrationTakesTheAggregateWithCallingAndAnAdminAddOn() {
        Reply reply = API.register(registration(List.of("spark:all", ADD_ON), List.of("calling")));
        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("scopes")).extracting(JsonNode::asText).containsExactly("spark:all", ADD_ON);
    }

    @Test
    void selectionsAreJudgedWithoutRegistering() {
        Reply refused = RunningSuite.REQUESTS.send(Requests.json(
                AT.policy() + "/v1/scope-selections", "{\"scopes\":[\"spark:all\",\"spark:calls_read\"]}"));
        assertThat(refused.json().path("accepted").asBoolean(true)).isFalse();
        assertThat(refused.json().at("/violations/0/rule").asText()).isEqualTo("redundant_with_aggregate");
        Reply accepted = RunningSuite.REQUESTS.send(
                Requests.json(AT.policy() + "/v1/scope-selections", "{\"scopes\":[\"spark:all\"]}"));
        assertThat(accepted.json().path("accepted").asBoolean()).isTrue();
        assertThat(accepted.json().path("expanded")).hasSize(42);
    }

    @Test
    void authorizeRefusesRedundantScopesAndNamesThem() {
        Map<String, String> answer = refusal(registered("spark:all"), "spark:all spark:messages_read");
        assertInvalidScope(answer, "spark:messages_read");
    }

    @Test
    void authorizeRefusesUnknownScopesAndNamesThem() {
        assertInvalidScope(refusal(registered("spark:all"), "spark:nonsense"), "spark:nonsense");
    }

    @Test
    void authorizeRefusesScopesThatWereNotRegistered() {
        assertInvalidScope(refusal(registered("spark:messages_read"), "spark:calls_read"), "spark:calls_read");
        assertInvalidScope(refusal(registered("spark:all"), ADD_ON), ADD_ON);
    }

    @Test
    void havingRegisteredTheAggregateAnIntegrationMayRequestLess() {
        Granted granted = grant("bob", registered("spark:all"), "spark:messages_read");
        assertThat(granted.tokens().path("scope").asText()).isEqualTo("spark:messages_read");
        String person = subject(granted);
        awaitReason(
                "granted", person, "spark:messages_read", granted.integration().clientId());
        assertThat(reason(API.decide(
                        person, "spark:calls_read", granted.integration().clientId())))
                .isEqualTo("scope_not_granted");
    }

    @Test
    void anAdministratorGrantsAnAdminAddOn() {
        Granted granted = grant("ada", registered("spark:all", ADD_ON), "spark:all " + ADD_ON);
        assertThat(granted.tokens().path("scope").asText()).isEqualTo("spark:all " + ADD_ON);
        awaitReason("granted", subject(granted), ADD_ON, granted.integration().clientId());
    }

    @Test
    void anAddOnThatWasUntickedIsNotGranted() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        CodeVerifier verifier = new CodeVerifier();
        Person ada = new Person("ada");
        Document page = consentPage(ada, integration.authorizationRequest("spark:all " + ADD_ON, STATE, verifier));
        assertThat(Person.addOns(page)).containsExactly(ADD_ON);
        String code = back(ada.accept(page, List.of(), REDIRECT_URI)).get("code");
        assertThat(integration.redeem(code, verifier).text("scope")).isEqualTo("spark:all");
    }

    @Test
    void anOrdinaryPersonIsNotAskedForAnAdminAddOnAndCannotGrantIt() {
        IntegrationClient integration = registered("spark:all", ADD_ON);
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest("spark:all " + ADD_ON, STATE, verifier));
        assertThat(Person.addOns(page)).isEmpty();
        // Even a form that names it anyway grants nothing.
        String code = back(alice.accept(page, List.of(ADD_ON), REDIRECT_URI)).get("code");
        assertThat(integration.redeem(code, verifier).text("scope")).isEqualTo("spark:all");
    }

    @Test
    void whenNothingGrantableRemainsAccessIsDenied() {
        IntegrationClient integration = registered(ADD_ON);
        // Somebody without an organisation has no administrators: there is nothing to say on a page.
        assertThat(back(new Person("dev")
                        .open(integration.authorizationRequest(ADD_ON, STATE, new CodeVerifier()), REDIRECT_URI)))
                .containsEntry("error", "access_denied")
                .containsEntry("state", STATE);
        Person alice = new Person("alice");
        Document page = consentPage(alice, integration.authorizationRequest(ADD_ON, STATE, new CodeVerifier()));
        assertThat(page.select("button").eachText()).containsExactly("Go back", "Ask the administrators");
        assertThat(back(alice.decline(page, REDIRECT_URI)))
                .containsEntry("error", "access_denied")
                .containsEntry("state", STATE);
    }

    @Test
    void theAggregateOpensUserScopesAndCallingButNoAdminScope() {
        Granted granted = grant("alice", registered("spark:all", ADD_ON), "spark:all");
        String person = subject(granted);
        String client = granted.integration().clientId();
        awaitReason("granted_by_aggregate", person, "spark:messages_read", client);
        assertThat(reason(API.decide(person, ADD_ON, client))).isEqualTo("admin_scope_not_in_aggregate");
        assertThat(reason(API.decide(person, "spark-compliance:events_read", client)))
                .isEqualTo("admin_scope_not_in_aggregate");
        assertThat(reason(API.decide(person, "calling", client))).isEqualTo("granted");
        assertThat(reason(API.decide(person, "spark:nonsense", client))).isEqualTo("unknown_action");
        assertThat(reason(API.decide("nobody", "spark:messages_read", client))).isEqualTo("no_consent");
        assertThat(reason(API.decide(person, "spark:messages_read", "no-such-client")))
                .isEqualTo("integration_disabled");
        assertThat(reason(API.decideByToken("spark:messages_read", granted.accessToken())))
                .isEqualTo("granted_by_aggregate");
        assertThat(reason(API.decideByToken("spark:messages_read", granted.accessToken() + "x")))
                .isEqualTo("token_invalid");
    }

    @Test
    void callingNeedsTheAggregateInTheGrantToo() {
        Granted granted = grant("alice", registered("spark:calls_read"), "spark:calls_read");
        awaitReason(
                "feature_requires_scope",
                subject(granted),
                "calling",
                granted.integration().clientId());
    }

    private static void assertViolation(Reply reply, String rule, String scope) {
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(reply.text("type")).endsWith("/scope-selection");
        assertThat(reply.json().at("/violations/0/rule").asText()).isEqualTo(rule);
        assertThat(reply.json().at("/violations/0/scopes"))
                .extracting(JsonNode::asText)
                .containsExactly(scope);
    }

    private static void assertInvalidScope(Map<String, String> answer, String scope) {
        assertThat(answer)
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", STATE)
                .containsEntry("iss", AT.auth());
        assertThat(answer.get("error_description")).contains(scope);
    }
}
