package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.changeAuth;
import static org.sparkall.acceptance.RunningSuite.code;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.registered;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.ClientProof;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Pushed authorization requests (RFC 9126). */
class PushedAuthorizationIT {

    private final CodeVerifier verifier = new CodeVerifier();

    @Test
    void aPushedRequestIsAnsweredLikeOneInTheAddressAndNothingInTheAddressCounts() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        Reply pushed = integration.push(integration.request("spark:messages_read", STATE, verifier));
        assertThat(pushed.status()).isEqualTo(201);
        assertThat(pushed.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(pushed.text("request_uri")).matches("urn:ietf:params:oauth:request_uri:[A-Za-z0-9_-]{43}");
        assertThat(pushed.json().path("expires_in").asInt()).isBetween(5, 600);
        Map<String, Object> address = integration.request("spark:rooms_read", "another-state", new CodeVerifier());
        address.put("request_uri", pushed.text("request_uri"));
        Person alice = new Person("alice");
        Map<String, String> answer = back(alice.accept(
                consentPage(alice, integration.authorizationRequest(address)), java.util.List.of(), REDIRECT_URI));
        assertThat(answer).containsEntry("state", STATE).containsEntry("iss", AT.auth());
        assertThat(integration.redeem(answer.get("code"), verifier).text("scope"))
                .isEqualTo("spark:messages_read");
    }

    @Test
    void anIntegrationThatMustPushCannotSendItsRequestThroughTheBrowser() {
        IntegrationClient integration =
                registered(Map.of("require_pushed_authorization_requests", true), "spark:messages_read");
        Reply refused = REQUESTS.get(integration.authorizationRequest("spark:messages_read", STATE, verifier));
        assertThat(IntegrationClient.parameters(refused.location()))
                .containsEntry("error", "invalid_request")
                .containsEntry("state", STATE)
                .containsEntry("iss", AT.auth());
        String code = code(new Person("alice"), integration.pushedRequest(push(integration)));
        assertThat(integration.redeem(code, verifier).status()).isEqualTo(200);
    }

    @Test
    void aPushedRequestIsGoodOnce() {
        IntegrationClient integration = registered("spark:messages_read");
        String requestUri = push(integration);
        assertThat(REQUESTS.get(integration.pushedRequest(requestUri)).status()).isEqualTo(303);
        assertNotRedirected(integration, requestUri);
    }

    @Test
    void aPushedRequestExpires() {
        IntegrationClient integration = registered("spark:messages_read");
        String requestUri = push(integration);
        changeAuth(
                "UPDATE pushed_request SET expires_at = now() - interval '1 second' WHERE client_id = ?",
                integration.clientId());
        assertNotRedirected(integration, requestUri);
    }

    @Test
    void aRequestThatAnotherClientPushedOrNobodyDidIsNotFound() {
        IntegrationClient integration = registered("spark:messages_read");
        IntegrationClient another = registered("spark:messages_read");
        String requestUri = push(integration);
        assertNotRedirected(another, requestUri);
        assertNotRedirected(integration, "urn:ietf:params:oauth:request_uri:" + "A".repeat(43));
        assertNotRedirected(integration, "https://example.com/request.jwt");
        assertThat(REQUESTS.get(integration.pushedRequest(requestUri)).status()).isEqualTo(303);
    }

    private static void assertNotRedirected(IntegrationClient integration, String requestUri) {
        Reply reply = REQUESTS.get(integration.pushedRequest(requestUri));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void onlyTheClientItselfPushesItsRequests() {
        IntegrationClient integration = registered("spark:messages_read");
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        assertRefused(integration.with(ClientProof.post("wrong")).push(request), 401, "invalid_client");
        assertRefused(integration.with(ClientProof.none()).push(request), 401, "invalid_client");
    }

    @Test
    void aClientThatAuthenticatesAsItselfCannotPushInTheNameOfAnother() {
        IntegrationClient victim = registered("spark:messages_read");
        Reply made = RunningSuite.register(Map.of(), "spark:messages_read");
        String secret = made.text("client_secret");
        IntegrationClient attacker =
                new IntegrationClient(AT, made.text("client_id"), secret, REDIRECT_URI).with(ClientProof.basic(secret));
        Map<String, Object> own = attacker.request("spark:messages_read", STATE, verifier);
        assertThat(attacker.push(own).status()).isEqualTo(201);
        Map<String, Object> foreign = victim.request("spark:messages_read", STATE, verifier);
        Reply refused = attacker.push(foreign);
        assertThat(refused.status()).as(refused.body()).isBetween(400, 401);
        assertThat(refused.text("error")).isIn("invalid_client", "invalid_request");
        assertThat(refused.json().has("request_uri")).isFalse();
    }

    @Test
    void whatIsWrongIsSaidAtOnce() {
        IntegrationClient integration = registered("spark:messages_read");
        assertRefused(
                integration.push(changed(integration, "redirect_uri", "https://evil.example/")),
                400,
                "invalid_request");
        assertRefused(integration.push(changed(integration, "scope", "spark:all")), 400, "invalid_scope");
        assertRefused(integration.push(changed(integration, "code_challenge_method", "plain")), 400, "invalid_request");
        assertRefused(
                integration.push(changed(integration, "response_type", "token")), 400, "unsupported_response_type");
        Reply nested = integration.push(changed(integration, "request_uri", push(integration)));
        assertRefused(nested, 400, "invalid_request");
        assertThat(REQUESTS.send(Requests.to(AT.auth() + "/v1/par")).status()).isEqualTo(405);
    }

    private Map<String, Object> changed(IntegrationClient integration, String name, String value) {
        Map<String, Object> request = integration.request("spark:messages_read", STATE, verifier);
        request.put(name, value);
        return request;
    }

    private String push(IntegrationClient integration) {
        Reply reply = integration.push(integration.request("spark:messages_read", STATE, verifier));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.text("request_uri");
    }
}
