package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.refusal;
import static org.sparkall.acceptance.RunningSuite.registration;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The registry of integrations, and what authorization requests meet there. */
class RegistryIT {

    private static final String INTEGRATIONS = AT.auth() + "/v1/integrations";

    private final String dev = KEYCLOAK.tokenOf("dev");

    @Test
    void aDeveloperReadsListsAndChangesTheirOwnIntegrations() {
        Reply made = API.register(registration(List.of("spark:all"), List.of()));
        String id = made.text("id");
        assertThat(made.headers().firstValue("Location").orElse("")).endsWith("/v1/integrations/" + id);
        Reply read = call("GET", "/" + id, "", dev);
        assertThat(read.text("client_id")).isEqualTo(made.text("client_id"));
        assertThat(read.json().has("client_secret")).isFalse();
        assertThat(everyId()).contains(id);

        Reply changed = call("PUT", "/" + id, registration(List.of("spark:messages_read"), List.of()), dev);
        assertThat(changed.json().path("scopes")).extracting(JsonNode::asText).containsExactly("spark:messages_read");
        assertThat(call("PUT", "/" + id, registration(List.of("spark:all", "spark:rooms_read"), List.of()), dev)
                        .status())
                .isEqualTo(422);
        assertThat(call("GET", "/" + id, "", dev).json().path("scopes"))
                .extracting(JsonNode::asText)
                .containsExactly("spark:messages_read");
    }

    /** Every integration of the developer, page by page. */
    private List<String> everyId() {
        List<String> ids = new java.util.ArrayList<>();
        String after = "";
        do {
            Reply page = call("GET", "?limit=5" + after, "", dev);
            page.json().path("items").forEach(it -> ids.add(it.path("id").asText()));
            after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
        } while (!after.isEmpty());
        return ids;
    }

    @Test
    void somebodyElsesIntegrationIsNotFound() {
        String id = API.register(registration(List.of("spark:all"), List.of())).text("id");
        String bob = KEYCLOAK.tokenOf("bob");
        assertThat(call("GET", "/" + id, "", bob).status()).isEqualTo(404);
        assertThat(call("PUT", "/" + id, registration(List.of("spark:all"), List.of()), bob)
                        .status())
                .isEqualTo(404);
        assertThat(call("DELETE", "/" + id, "", bob).status()).isEqualTo(404);
        assertThat(call("POST", "/" + id + "/secret", "", bob).status()).isEqualTo(404);
        assertThat(call("GET", "/" + id, "", dev).status()).isEqualTo(200);
    }

    @Test
    void aNewSecretMakesTheOldOneWorthless() {
        Reply made = API.register(registration(List.of("spark:all"), List.of()));
        Reply rotated = call("POST", "/" + made.text("id") + "/secret", "", dev);
        assertThat(rotated.text("client_secret")).isNotEmpty().isNotEqualTo(made.text("client_secret"));
        Map<String, String> own = Map.of("grant_type", "client_credentials");
        Reply refused = client(made, made.text("client_secret")).token(own);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("error")).isEqualTo("invalid_client");
        assertThat(client(made, rotated.text("client_secret")).token(own).status())
                .isEqualTo(200);
    }

    @Test
    void aDisabledIntegrationCanDoNothingUntilItIsEnabledAgain() {
        Reply made = API.register(registration(List.of("spark:all"), List.of()));
        Granted granted = grant("alice", client(made, made.text("client_secret")), "spark:all");
        IntegrationClient integration = granted.integration();
        change(made, "disabled");
        assertThat(refusal(integration, "spark:all")).containsEntry("error", "unauthorized_client");
        assertThat(integration.refresh(granted.refreshToken()).text("error")).isEqualTo("invalid_client");
        change(made, "enabled");
        assertThat(integration.refresh(granted.refreshToken()).status()).isEqualTo(200);
    }

    private void change(Reply made, String status) {
        String body =
                registration(List.of("spark:all"), List.of()).replaceFirst("\\{", "{\"status\":\"" + status + "\",");
        assertThat(call("PUT", "/" + made.text("id"), body, dev).text("status")).isEqualTo(status);
    }

    @Test
    void aDeletedIntegrationIsGoneAndItsGrantsEnd() {
        Reply made = API.register(registration(List.of("spark:all"), List.of()));
        Granted granted = grant("alice", client(made, made.text("client_secret")), "spark:all");
        assertThat(call("DELETE", "/" + made.text("id"), "", dev).status()).isEqualTo(204);
        assertThat(call("GET", "/" + made.text("id"), "", dev).status()).isEqualTo(404);
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(401);
        Reply introspected =
                REQUESTS.send(Requests.form(AT.auth() + "/v1/introspect", Map.of("token", granted.accessToken()))
                        .header("Authorization", "Bearer " + API.platformToken()));
        assertThat(introspected.status()).isEqualTo(200);
        assertThat(introspected.json().path("active").asBoolean(true)).isFalse();
        Reply authorize =
                REQUESTS.get(granted.integration().authorizationRequest("spark:all", STATE, new CodeVerifier()));
        assertThat(authorize.status()).isEqualTo(400);
    }

    @Test
    void aPublicIntegrationNeedsNoSecretAndCannotSpeakForItself() {
        String body = registration(List.of("spark:all"), List.of()).replaceFirst("\\{", "{\"client_type\":\"public\",");
        Reply made = API.register(body);
        assertThat(made.json().has("client_secret")).isFalse();
        String clientId = made.text("client_id");
        CodeVerifier verifier = new CodeVerifier();
        Person alice = new Person("alice");
        Document page = consentPage(alice, client(made, "").authorizationRequest("spark:all", STATE, verifier));
        String code = back(alice.accept(page, List.of(), REDIRECT_URI)).get("code");
        Reply tokens = token(Map.of(
                "grant_type", "authorization_code",
                "client_id", clientId,
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", verifier.getValue()));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(token(Map.of("grant_type", "client_credentials", "client_id", clientId))
                        .status())
                .isBetween(400, 401);
    }

    @Test
    void anIntegrationKeepsItsTypeHoweverAChangeNamesAnother() {
        Reply confidential = API.register(registration(List.of("spark:all"), List.of()));
        String plain = registration(List.of("spark:all"), List.of());
        for (String member : List.of("\"token_endpoint_auth_method\":\"none\",", "\"client_type\":\"public\",")) {
            Reply refused = call("PUT", "/" + confidential.text("id"), plain.replaceFirst("\\{", "{" + member), dev);
            assertThat(refused.status()).isEqualTo(409);
        }
        // Its mere name is no authentication.
        Reply named = token(Map.of("grant_type", "client_credentials", "client_id", confidential.text("client_id")));
        assertThat(named.text("error")).isEqualTo("invalid_client");
        Reply open = API.register(plain.replaceFirst("\\{", "{\"client_type\":\"public\","));
        Reply refused = call("PUT", "/" + open.text("id"), plain, dev);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("type")).endsWith("/client-type-fixed");
    }

    @Test
    void aConfidentialIntegrationCannotPassForAPublicOne() {
        Granted granted = grant("alice", RunningSuite.registered("spark:all"), "spark:all");
        Reply refused = token(Map.of(
                "grant_type", "refresh_token",
                "client_id", granted.integration().clientId(),
                "refresh_token", granted.refreshToken()));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(200);
    }

    @Test
    void authorizationRequestsThatAreNotInOrderGoBackWithAnError() {
        IntegrationClient integration = RunningSuite.registered("spark:all");
        String good = integration
                .authorizationRequest("spark:all", STATE, new CodeVerifier())
                .toString();
        assertError(good.replace("&code_challenge_method=S256", ""), "invalid_request");
        assertError(good.replaceFirst("&code_challenge=[^&]*", ""), "invalid_request");
        assertError(good.replace("method=S256", "method=plain"), "invalid_request");
        assertError(good.replace("response_type=code", "response_type=token"), "unsupported_response_type");
        assertError(good.replaceFirst("&scope=[^&]*", ""), "invalid_scope");
        // A redirect URI that differs at all is not redirected to.
        assertThat(REQUESTS.send(Requests.to(good.replace("callback", "callback2")))
                        .status())
                .isEqualTo(400);
    }

    private static void assertError(String request, String error) {
        Reply reply = REQUESTS.send(Requests.to(request));
        assertThat(reply.status()).as(request).isEqualTo(303);
        assertThat(IntegrationClient.parameters(reply.location()))
                .containsEntry("error", error)
                .containsEntry("state", STATE)
                .containsEntry("iss", AT.auth());
    }

    private static Reply token(Map<String, String> form) {
        return REQUESTS.send(Requests.form(AT.auth() + "/v1/access_token", form));
    }

    private static IntegrationClient client(Reply made, String secret) {
        return new IntegrationClient(AT, made.text("client_id"), secret, REDIRECT_URI);
    }

    private static Reply call(String method, String path, String body, String token) {
        return REQUESTS.send(Requests.to(INTEGRATIONS + path)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token));
    }
}
