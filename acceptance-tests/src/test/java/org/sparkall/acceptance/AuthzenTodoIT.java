package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/** The published requests and decisions of the AuthZEN interop scenario; see src/test/resources/authzen. */
class AuthzenTodoIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode MAPPING = read("todo-mapping");
    private static final Map<String, Player> CAST = new HashMap<>();

    /** Who plays somebody of the scenario: a person's subject, and the integration that they let do it. */
    private record Player(String name, String subject, String clientId) {}

    @BeforeAll
    static void everybodyAgreesToTheIntegrationOfTheirRole() {
        Map<String, IntegrationClient> integrations = new HashMap<>();
        MAPPING.path("roles")
                .properties()
                .forEach(role -> integrations.put(
                        role.getKey(), registered(texts(role.getValue()).toArray(String[]::new))));
        MAPPING.path("cast").properties().forEach(it -> {
            String role = it.getValue().path("role").asText();
            String scope =
                    String.join(" ", texts(MAPPING.path("roles").path(role)).toList());
            Granted granted = grant(it.getValue().path("person").asText(), integrations.get(role), scope);
            Player player = new Player(
                    it.getKey(), subject(granted), granted.integration().clientId());
            // Requests name people by their address or by an opaque identity, as the version of the scenario has it.
            CAST.put(it.getKey(), player);
            CAST.put(it.getValue().path("identity").asText(), player);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> API.decide(player.subject(), "spark:people_read", player.clientId())
                            .json()
                            .path("decision")
                            .asBoolean());
        });
    }

    @TestFactory
    Stream<DynamicTest> evaluation() {
        return pairs("todo-evaluation", "evaluation")
                .map(pair -> DynamicTest.dynamicTest(name(pair), () -> {
                    JsonNode request = pair.path("request");
                    Player player = CAST.get(request.path("subject").path("id").asText());
                    ObjectNode asked = request.deepCopy();
                    translate(asked, player, request.path("action"), request.path("resource"));
                    Reply reply = API.evaluate(asked.toString());
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    assertThat(reply.json().path("decision").isBoolean()).isTrue();
                    assertThat(reply.json().path("decision").asBoolean())
                            .as(reply.body())
                            .isEqualTo(pair.path("expected").asBoolean());
                }));
    }

    @TestFactory
    Stream<DynamicTest> evaluations() {
        return pairs("todo-evaluations", "evaluations")
                .map(pair -> DynamicTest.dynamicTest(name(pair), () -> {
                    JsonNode request = pair.path("request");
                    Player player = CAST.get(request.path("subject").path("id").asText());
                    ObjectNode asked = request.deepCopy();
                    ((ObjectNode) asked.path("subject")).put("id", player.subject());
                    asked.putObject("context").put("client_id", player.clientId());
                    for (JsonNode question : asked.path("evaluations")) {
                        ((ObjectNode) question)
                                .putObject("action")
                                .put("name", scope(player, request.path("action"), question.path("resource")));
                    }
                    Reply reply = API.access("/access/v1/evaluations", asked.toString());
                    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
                    assertThat(reply.json().path("evaluations"))
                            .as(reply.body())
                            .extracting(it -> it.path("decision"))
                            .containsExactlyElementsOf(
                                    StreamSupport.stream(pair.path("expected").spliterator(), false)
                                            .map(it -> it.path("decision"))
                                            .toList());
                }));
    }

    private static void translate(ObjectNode asked, Player player, JsonNode action, JsonNode resource) {
        ((ObjectNode) asked.path("subject")).put("id", player.subject());
        asked.putObject("action").put("name", scope(player, action, resource));
        asked.putObject("context").put("client_id", player.clientId());
    }

    /** The scope that the mapping has for an action on what is the player's own, or somebody else's. */
    private static String scope(Player player, JsonNode action, JsonNode resource) {
        String owner = resource.path("ownerID")
                .asText(resource.path("properties").path("ownerID").asText(player.name()));
        String scope = MAPPING.path("actions")
                .path(action.path("name").asText())
                .path(owner.equals(player.name()) ? "own" : "others")
                .asText();
        assertThat(scope).isNotEmpty();
        return scope;
    }

    private static String name(JsonNode pair) {
        JsonNode request = pair.path("request");
        return CAST.get(request.path("subject").path("id").asText()).name() + " "
                + request.path("action").path("name").asText() + " "
                + request.path("resource").path("id").asText() + " " + pair.path("expected");
    }

    private static Stream<JsonNode> pairs(String file, String member) {
        return StreamSupport.stream(read(file).path(member).spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static JsonNode read(String file) {
        try (InputStream in = AuthzenTodoIT.class.getResourceAsStream("/authzen/" + file + ".json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
