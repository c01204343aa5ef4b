package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/**
 * Whatever has an id in its address is asked for by somebody whose it is not: every operation that the services describe, those that are
 * added later included (OWASP API1:2023 and API5:2023).
 */
class ForeignIdsIT {

    /** What everybody may read, and what people do with a token of the suite or of a registration. */
    private static final Set<String> OTHERWISE_GUARDED = Set.of(
            "GET /v1/catalog/versions/{version}",
            "GET /v1/scopes/{name}",
            "GET /v1/register/{client_id}",
            "PUT /v1/register/{client_id}",
            "DELETE /v1/register/{client_id}",
            "GET /v1/grants/{grant_id}",
            "DELETE /v1/grants/{grant_id}");

    private final Reply registration = RunningSuite.register(Map.of(), "spark:messages_read");
    private final String client = registration.text("client_id");
    private final Granted granted = grant(
            "alice",
            new IntegrationClient(AT, client, registration.text("client_secret"), RunningSuite.REDIRECT_URI),
            "spark:messages_read");
    private final String consent = consentId("alice", client);
    private final String ending = send(
                    "POST",
                    AT.consent() + "/v1/organization/integrations/"
                            + RunningSuite.register(Map.of(), "spark:rooms_read")
                                    .text("client_id") + "/endings",
                    "ada")
            .text("id");
    private final String token = REQUESTS.send(
                    Requests.json(AT.auth() + "/v1/registration-tokens", "{\"label\": \"of dev\"}")
                            .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")))
            .text("id");

    private final JsonNode before = integration();

    private JsonNode integration() {
        return REQUESTS.send(Requests.to(AT.auth() + "/v1/integrations/" + registration.text("id"))
                        .header("Authorization", "Bearer " + KEYCLOAK.tokenOf("dev")))
                .json();
    }

    private record Operation(String method, String service, String path) {
        String name() {
            return method + " " + path;
        }
    }

    @Test
    void nobodyReachesWhatIsAnothersByItsId() {
        int asked = 0;
        for (Operation it : operations()) {
            if (!it.path().startsWith("/v1/") || OTHERWISE_GUARDED.contains(it.name())) continue;
            // Grace administers another organisation, and decides for hers about any integration.
            boolean isOfAnyOrganization = it.path().contains("/organization/integrations/{client_id}")
                    && !it.path().contains("{id}");
            for (String stranger : isOfAnyOrganization ? List.of("bob") : List.of("bob", "grace")) {
                Reply reply = send(it.method(), it.service() + filled(it.path()), stranger);
                assertThat(reply.status())
                        .as(it.name() + " by " + stranger + ": " + reply.body())
                        .isIn(403, 404);
                assertThat(reply.body()).doesNotContain(consent, "redirect_uris", "spark:messages_read");
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(40);
        assertNothingHappened();
    }

    @Test
    void nobodySeesThePagesOfAnother() {
        Person bob = new Person("bob");
        int asked = 0;
        for (Operation it : operations()) {
            if (it.path().startsWith("/v1/") || !it.method().equals("GET")) continue;
            Arrival arrival = bob.visit(URI.create(it.service() + filled(it.path())));
            assertThat(arrival).as(it.name()).isInstanceOf(Arrival.AtError.class);
            assertThat(((Arrival.AtError) arrival).status()).as(it.name()).isIn(403, 404, 405);
            asked++;
        }
        assertThat(asked).isGreaterThan(15);
        assertNothingHappened();
    }

    private void assertNothingHappened() {
        assertThat(granted.integration()
                        .introspect(granted.accessToken())
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(200);
        assertThat(integration()).isEqualTo(before);
    }

    /** Everything with an id in its address, as the services describe themselves. */
    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (String service : List.of(AT.auth(), AT.consent(), AT.policy())) {
            JsonNode paths = REQUESTS.send(Requests.to(service + "/q/openapi?format=json"))
                    .json()
                    .path("paths");
            paths.properties().stream()
                    .filter(it -> it.getKey().contains("{"))
                    .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        if (Set.of("get", "put", "post", "delete", "patch").contains(method))
                            all.add(new Operation(method.toUpperCase(Locale.ROOT), service, path.getKey()));
                    }));
        }
        return all;
    }

    private String filled(String path) {
        return path.replace("{client_id}", client)
                .replace("{id}", id(path))
                .replace("{revision}", "1")
                .replace("{version}", "1")
                .replace("{scope}", "spark:messages_read")
                .replace("{name}", "spark:messages_read")
                .replace("{group}", "messages")
                .replace("{kid}", "a-key")
                .replace("{person}", "a-person");
    }

    private String id(String path) {
        if (path.contains("integrations/{id}")) return registration.text("id");
        if (path.contains("registration-tokens")) return token;
        return path.contains("endings") ? ending : consent;
    }

    private static Reply send(String method, String address, String person) {
        String body = address.startsWith(AT.auth() + "/v1/integrations/")
                ? "{\"name\": \"Taken over\", \"redirect_uris\": [\"https://evil.example/\"], \"scopes\": []}"
                : address.endsWith("/approve") ? "{\"scopes\": [\"" + ADD_ON + "\"]}" : "{}";
        HttpRequest.BodyPublisher sent = method.equals("PUT") || method.equals("POST")
                ? HttpRequest.BodyPublishers.ofString(body)
                : HttpRequest.BodyPublishers.noBody();
        return REQUESTS.send(Requests.json(address, body)
                .method(method, sent)
                .header("Authorization", "Bearer " + KEYCLOAK.tokenOf(person)));
    }
}
