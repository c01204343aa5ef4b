package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;

/**
 * Two people who agreed to one integration: alice to everything, bob to reading messages. And what is asked about them.
 *
 * @param client the integration
 * @param alice her subject
 * @param bob his subject
 */
record AuthzenScene(String client, String alice, String bob) {

    static final String EVALUATION = "/access/v1/evaluation";
    static final String EVALUATIONS = "/access/v1/evaluations";
    static final String READ = "spark:messages_read";
    static final String ADMIN = "spark-admin:people_read";

    static AuthzenScene set() {
        IntegrationClient integration = registered("spark:all");
        Granted full = grant("alice", integration, "spark:all");
        Granted little = grant("bob", integration, READ);
        AuthzenScene scene = new AuthzenScene(integration.clientId(), subject(full), subject(little));
        awaitReason("granted_by_aggregate", scene.alice(), READ, scene.client());
        awaitReason("granted", scene.bob(), READ, scene.client());
        return scene;
    }

    String question(String person, String action, String more) {
        return """
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},"resource":{"type":"account","id":"%s"},
                 "context":{"client_id":"%s"%s}}""".formatted(person, action, person, client, more);
    }

    String many(String semantic, String questions) {
        String options = semantic.isEmpty()
                ? ""
                : ",\"options\":{\"evaluations_semantic\":\"%s\",\"other\":1}".formatted(semantic);
        return question(alice, READ, "").replaceFirst("\\}$", "") + ",\"evaluations\":[" + questions + "]" + options
                + "}";
    }

    String search(String person, String action, String more) {
        String id = person.isEmpty() ? "" : ",\"id\":\"" + person + "\"";
        String what = action.isEmpty() ? "" : ",\"action\":{\"name\":\"" + action + "\"}";
        return """
                {"subject":{"type":"user"%s}%s,"resource":{"type":"account","id":"any"},"context":{"client_id":"%s"}%s}""".formatted(id, what, client, more);
    }

    static String page(String token, int limit) {
        return ",\"page\":{\"token\":\"" + token + "\",\"limit\":" + limit + "}";
    }

    static Reply ask(String path, String body) {
        return API.access(path, body);
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> names(JsonNode found, String member) {
        return list(found.path("results")).stream()
                .map(it -> it.path(member).asText())
                .toList();
    }
}
