package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.consentPage;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.http.HttpRequest;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Who publishes an integration: said by operators, seen by people, gone when the integration becomes another. */
class PublisherIT {

    private static final String HOME = "https://app.example/home";

    private final Reply registered = RunningSuite.register(
            Map.of("client_uri", HOME, "policy_uri", HOME + "/privacy", "tos_uri", HOME + "/terms"),
            "spark:messages_read");
    private final String clientId = registered.text("client_id");

    @Test
    void thePageNamesAPublisherOnceAnOperatorHasVerifiedIt() {
        Document before = page();
        assertThat(before.select(".publisher.verified")).isEmpty();
        assertThat(before.select("a[href=" + HOME + "]").attr("rel")).contains("noopener", "nofollow");
        assertThat(before.select("main a[target=_blank]").eachAttr("href"))
                .containsExactly(
                        HOME, HOME + "/privacy", HOME + "/terms", "https://help.example/report?client_id=" + clientId);
        Reply verified = verify("ops", "{\"name\": \"Example Ltd\"}");
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.text("verified_by")).isNotEmpty();
        assertThat(page().select(".publisher.verified").text()).contains("Example Ltd");
        assertThat(read().text("publisher")).isEqualTo("Example Ltd");
        assertThat(ask("DELETE", "ops").status()).isEqualTo(204);
        assertThat(page().select(".publisher.verified")).isEmpty();
        assertThat(ask("GET", "ops").status()).isEqualTo(404);
    }

    @Test
    void whatPeopleKnowItByCannotChangeUnderTheMark() {
        verify("ops", "{\"name\": \"Example Ltd\"}");
        change("Acceptance Test", "spark:rooms_read", HOME);
        assertThat(read().text("publisher")).as("another selection").isEqualTo("Example Ltd");
        change("Your bank", "spark:rooms_read", HOME);
        assertThat(read().json().has("publisher")).as("another name").isFalse();
        verify("ops", "{\"name\": \"Example Ltd\"}");
        change("Your bank", "spark:rooms_read", "https://other.example");
        assertThat(read().json().has("publisher")).as("another home page").isFalse();
    }

    @Test
    void onlyOperatorsSayIt() {
        assertThat(verify("dev", "{\"name\": \"Example Ltd\"}").status()).isEqualTo(403);
        assertThat(verify("ada", "{\"name\": \"Example Ltd\"}").status()).isEqualTo(403);
        assertThat(REQUESTS.send(Requests.to(address(clientId))).status()).isEqualTo(401);
        // The developer cannot say it of themselves either.
        Reply own = RunningSuite.register(Map.of("publisher", "Example Ltd"), "spark:messages_read");
        assertThat(own.json().has("publisher")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\": \" \"}", "{\"name\": \"a\\u202eb\"}", "[]", "{\"name\": {}}"})
    void whatIsNoNameIsRefused(String body) {
        assertThat(verify("ops", body).status()).isEqualTo(400);
        assertThat(read().json().has("publisher")).isFalse();
    }

    @Test
    void whatIsNotRegisteredHasNoPublisher() {
        for (String unknown : new String[] {"nobody", "a%00b"}) {
            assertThat(send("PUT", unknown, "ops", "{\"name\": \"Example Ltd\"}")
                            .status())
                    .isEqualTo(404);
        }
    }

    private Document page() {
        IntegrationClient integration =
                new IntegrationClient(AT, clientId, registered.text("client_secret"), RunningSuite.REDIRECT_URI);
        return consentPage(
                new Person("alice"),
                integration.authorizationRequest("spark:messages_read", STATE, new CodeVerifier()));
    }

    private Reply verify(String operator, String body) {
        return send("PUT", clientId, operator, body);
    }

    private Reply ask(String method, String operator) {
        return send(method, clientId, operator, "");
    }

    private static Reply send(String method, String clientId, String operator, String body) {
        return REQUESTS.send(Requests.json(address(clientId), body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + KEYCLOAK.tokenOf(operator)));
    }

    private Reply read() {
        return REQUESTS.send(Requests.to(integration()).header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")));
    }

    private void change(String name, String scope, String home) {
        String body = "{\"name\": \"%s\", \"redirect_uris\": [\"%s\"], \"scopes\": [\"%s\"], \"client_uri\": \"%s\"}"
                .formatted(name, RunningSuite.REDIRECT_URI, scope, home);
        Reply changed = REQUESTS.send(Requests.json(integration(), body)
                .method("PUT", HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    }

    private String integration() {
        return AT.auth() + "/v1/integrations/" + registered.text("id");
    }

    private static String address(String clientId) {
        return AT.auth() + "/v1/publishers/" + clientId;
    }
}
