package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.AuthzenScene.ADMIN;
import static org.sparkall.acceptance.AuthzenScene.EVALUATION;
import static org.sparkall.acceptance.AuthzenScene.EVALUATIONS;
import static org.sparkall.acceptance.AuthzenScene.READ;
import static org.sparkall.acceptance.AuthzenScene.ask;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the AuthZEN API looks like on the wire, and what its metadata say. */
class AuthzenWireIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static AuthzenScene scene = new AuthzenScene("", "", "");

    @BeforeAll
    static void twoPeopleAgreeToOneIntegration() {
        scene = AuthzenScene.set();
    }

    @Test
    void everyShapeOnTheWireIsAsItWas() throws Exception {
        ObjectNode shapes = JSON.createObjectNode();
        shapes.set(
                "metadata",
                REQUESTS.get(URI.create(AT.policy() + "/.well-known/authzen-configuration"))
                        .json());
        shapes.set(
                "evaluation",
                ask(EVALUATION, scene.question(scene.alice(), READ, "")).json());
        shapes.set(
                "refused",
                ask(EVALUATION, scene.question(scene.alice(), ADMIN, "")).json());
        shapes.set(
                "explained",
                ask(EVALUATION, scene.question(scene.alice(), READ, ",\"explain\":true"))
                        .json());
        shapes.set(
                "explained_refusal",
                ask(EVALUATION, scene.question(scene.alice(), ADMIN, ",\"explain\":true"))
                        .json());
        shapes.set(
                "explained_feature",
                ask(EVALUATION, scene.question(scene.bob(), "calling", ",\"explain\":true"))
                        .json());
        shapes.set(
                "evaluations",
                ask(EVALUATIONS, scene.many("", "{\"action\":{\"name\":\"" + READ + "\"}},{}"))
                        .json());
        shapes.set(
                "bad_request",
                ask(EVALUATION, "{\"subject\":{\"type\":\"user\",\"id\":\"x\"}}")
                        .json());
        shapes.set(
                "subjects",
                ask("/access/v1/search/subject", scene.search("", READ, ",\"page\":{\"limit\":1}"))
                        .json());
        shapes.set(
                "resources",
                ask("/access/v1/search/resource", scene.search(scene.alice(), READ, ""))
                        .json());
        shapes.set(
                "actions",
                ask("/access/v1/search/action", scene.search(scene.bob(), "", ""))
                        .json());
        ((ObjectNode) shapes.path("subjects").path("page")).put("next_token", "TOKEN");
        assertThat(pretty(anonymous(shapes))).isEqualTo(pretty(snapshot()));
    }

    @Test
    void theMetadataNameEndpointsThatAreThere() {
        JsonNode metadata = REQUESTS.get(URI.create(AT.policy() + "/.well-known/authzen-configuration"))
                .json();
        metadata.properties().stream()
                .filter(it -> it.getKey().endsWith("_endpoint"))
                .forEach(it -> assertThat(
                                API.accessAt(it.getValue().asText(), "", "{}").status())
                        .as(it.getKey())
                        .isEqualTo(400));
        assertThat(metadata.path("policy_decision_point").asText()).isEqualTo(AT.policy());
    }

    /** With names instead of what differs from run to run. */
    private static JsonNode anonymous(JsonNode shapes) throws JsonProcessingException {
        String first =
                shapes.path("subjects").path("results").path(0).path("id").asText();
        return JSON.readTree(shapes.toString()
                .replace(
                        "\"results\":[{\"type\":\"user\",\"id\":\"" + first,
                        "\"results\":[{\"type\":\"user\",\"id\":\"ONE")
                .replace(AT.policy(), "https://pdp")
                .replace(scene.alice(), "ALICE")
                .replace(scene.bob(), "BOB")
                .replace(scene.client(), "CLIENT")
                .replaceAll("\"consent_id\":\"[^\"]+\"", "\"consent_id\":\"CONSENT\"")
                .replaceAll("\"staleness_seconds\":[0-9]+", "\"staleness_seconds\":0")
                .replaceAll("\"(catalog_version|given_under)\":[0-9]+", "\"$1\":1"));
    }

    private static JsonNode snapshot() throws IOException {
        try (InputStream in = AuthzenWireIT.class.getResourceAsStream("/authzen/wire.json")) {
            return JSON.readTree(in);
        }
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(JSON.treeToValue(json, Map.class));
    }
}
