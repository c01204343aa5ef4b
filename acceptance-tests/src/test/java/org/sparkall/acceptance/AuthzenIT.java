package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The AuthZEN Authorization API 1.0: evaluation, evaluations, search, metadata, transport. */
class AuthzenIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVALUATION = "/access/v1/evaluation";
    private static final String EVALUATIONS = "/access/v1/evaluations";
    private static final String READ = "spark:messages_read";
    private static final String ADMIN = "spark-admin:people_read";

    private static String client = "";
    private static String alice = "";
    private static String bob = "";

    @BeforeAll
    static void twoPeopleAgreeToOneIntegration() {
        var integration = registered("spark:all");
        Granted full = grant("alice", integration, "spark:all");
        Granted little = grant("bob", integration, READ);
        client = integration.clientId();
        alice = subject(full);
        bob = subject(little);
        awaitReason("granted_by_aggregate", alice, READ, client);
        awaitReason("granted", bob, READ, client);
    }

    @Test
    void everyShapeOnTheWireIsAsItWas() throws Exception {
        ObjectNode shapes = JSON.createObjectNode();
        shapes.set(
                "metadata",
                REQUESTS.get(URI.create(AT.policy() + "/.well-known/authzen-configuration"))
                        .json());
        shapes.set("evaluation", ask(EVALUATION, question(alice, READ, "")).json());
        shapes.set("refused", ask(EVALUATION, question(alice, ADMIN, "")).json());
        shapes.set(
                "explained",
                ask(EVALUATION, question(alice, READ, ",\"explain\":true")).json());
        shapes.set(
                "explained_refusal",
                ask(EVALUATION, question(alice, ADMIN, ",\"explain\":true")).json());
        shapes.set(
                "explained_feature",
                ask(EVALUATION, question(bob, "calling", ",\"explain\":true")).json());
        shapes.set(
                "evaluations",
                ask(EVALUATIONS, many("", "{\"action\":{\"name\":\"" + READ + "\"}},{}"))
                        .json());
        shapes.set(
                "bad_request",
                ask(EVALUATION, "{\"subject\":{\"type\":\"user\",\"id\":\"x\"}}")
                        .json());
        shapes.set(
                "subjects",
                ask("/access/v1/search/subject", search("", READ, ",\"page\":{\"limit\":1}"))
                        .json());
        shapes.set(
                "resources",
                ask("/access/v1/search/resource", search(alice, READ, "")).json());
        shapes.set(
                "actions", ask("/access/v1/search/action", search(bob, "", "")).json());
        ((ObjectNode) shapes.path("subjects").path("page")).put("next_token", "TOKEN");
        assertThat(pretty(anonymous(shapes))).isEqualTo(pretty(snapshot()));
    }

    @Test
    void theIdentifierOfARequestComesBackWithAnyAnswer() {
        String id = "a request, 7";
        String body = question(alice, READ, "");
        HttpRequest.Builder good =
                Requests.json(AT.policy() + EVALUATION, body).header("Authorization", "Bearer " + API.platformToken());
        HttpRequest.Builder bad =
                Requests.json(AT.policy() + EVALUATION, "{").header("Authorization", "Bearer " + API.platformToken());
        HttpRequest.Builder nobody = Requests.json(AT.policy() + EVALUATION, body);
        HttpRequest.Builder text = Requests.to(AT.policy() + EVALUATION)
                .header("Authorization", "Bearer " + API.platformToken())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        Map<Integer, List<HttpRequest.Builder>> expected =
                Map.of(200, List.of(good), 400, List.of(bad, text), 401, List.of(nobody));
        expected.forEach((status, requests) -> requests.forEach(it -> {
            Reply reply = REQUESTS.send(it.header("X-Request-ID", id));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers().allValues("X-Request-ID")).containsExactly(id);
        }));
        assertThat(ask(EVALUATION, body).headers().firstValue("X-Request-ID")).isEmpty();
    }

    @Test
    void whatAQuestionNeedsIsAskedForAndWhatIsUnknownIsPassedOver() {
        String subject = "\"subject\":{\"type\":\"user\",\"id\":\"%s\"}".formatted(alice);
        String action = "\"action\":{\"name\":\"%s\"}".formatted(READ);
        String resource = "\"resource\":{\"type\":\"account\",\"id\":\"1\"}";
        String context = "\"context\":{\"client_id\":\"%s\",\"time\":\"now\",\"more\":{\"a\":[1]}}".formatted(client);
        for (String bad : List.of(
                "{%s,%s,%s}".formatted(action, resource, context),
                "{%s,%s,%s}".formatted(subject, resource, context),
                "{%s,%s,%s}".formatted(subject, action, context),
                "{\"subject\":{\"id\":\"x\"},%s,%s,%s}".formatted(action, resource, context),
                "{\"subject\":{\"type\":\"user\"},%s,%s,%s}".formatted(action, resource, context),
                "{\"subject\":\"alice\",%s,%s,%s}".formatted(action, resource, context),
                "{%s,\"action\":{},%s,%s}".formatted(subject, resource, context),
                "{%s,\"action\":{\"name\":123},%s,%s}".formatted(subject, resource, context),
                "{%s,%s,\"resource\":{\"type\":\"account\"},%s}".formatted(subject, action, context),
                "{%s,%s,\"resource\":{\"id\":\"1\"},%s}".formatted(subject, action, context),
                "{%s,%s,%s,\"context\":{\"client_id\":\"%s\"}}"
                        .formatted(subject, action, resource, "c".repeat(129)))) {
            Reply reply = ask(EVALUATION, bad);
            assertThat(reply.status()).as(bad).isEqualTo(400);
            assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        }
        Reply good = ask(
                EVALUATION,
                "{%s,%s,%s,%s,\"later\":{\"x\":1}}"
                        .formatted(
                                subject.replace("}", ",\"properties\":{\"role\":\"x\"}}"), action, resource, context));
        assertThat(good.status()).as(good.body()).isEqualTo(200);
        assertThat(good.json().path("decision").asBoolean()).isTrue();
    }

    @Test
    void nobodyButAPersonHasAgreedAndNobodyButAnIntegrationIsLetIn() {
        Reply machine = ask(EVALUATION, question(alice, READ, "").replace("\"user\"", "\"machine\""));
        assertThat(machine.json().path("decision").asBoolean(true)).isFalse();
        assertThat(RunningSuite.reason(machine)).isEqualTo("no_consent");
        Reply nobody = ask(EVALUATION, question(alice, READ, "").replace("\"client_id\"", "\"other\""));
        assertThat(nobody.status()).isEqualTo(200);
        assertThat(nobody.json().path("decision").asBoolean(true)).isFalse();
        assertThat(nobody.json().path("context").path("error").path("status").asInt())
                .isEqualTo(400);
    }

    @Test
    void theThreeSemanticsEndWhereTheySay() {
        String yes = "{\"action\":{\"name\":\"%s\"}}".formatted(READ);
        String no = "{\"action\":{\"name\":\"%s\"}}".formatted(ADMIN);
        String wrong = "{\"resource\":{\"type\":\"account\",\"id\":\" \"}}";
        assertThat(decisions("execute_all", yes, no, yes)).containsExactly(true, false, true);
        assertThat(decisions("", no, yes)).containsExactly(false, true);
        assertThat(decisions("deny_on_first_deny", yes, no, yes)).containsExactly(true, false);
        assertThat(decisions("deny_on_first_deny", yes, wrong, yes)).containsExactly(true, false);
        assertThat(decisions("permit_on_first_permit", no, wrong, yes, yes)).containsExactly(false, false, true);
        assertThat(ask(EVALUATIONS, many("at_random", yes)).status()).isEqualTo(400);
        String tooMany = String.join(",", java.util.Collections.nCopies(201, yes));
        assertThat(ask(EVALUATIONS, many("", tooMany)).status()).isEqualTo(400);
    }

    @Test
    void anErrorOfOneQuestionIsNotTheOthersAndAWholeMemberOverridesItsDefault() {
        Reply reply = ask(
                EVALUATIONS,
                many("", "{},{\"context\":{\"time\":\"now\"}},{\"action\":{}},null,{\"resource\":{\"id\":\"other\"}}"));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        List<JsonNode> all = list(reply.json().path("evaluations"));
        assertThat(all)
                .extracting(it -> it.path("decision").asBoolean())
                .containsExactly(true, false, false, false, true);
        // The context without an integration is the whole context of that question.
        assertThat(all.get(1).path("context").path("reason").asText()).isEqualTo("integration_disabled");
        assertThat(all.get(2).path("context").path("error").path("message").asText())
                .isEqualTo("action.name is missing.");
        assertThat(all.get(2).path("context").path("reason").asText()).isEqualTo("invalid_request");
        assertThat(all.get(3).path("context").path("error").path("status").asInt())
                .isEqualTo(400);
    }

    @Test
    void withoutEvaluationsItIsAnsweredLikeOne() {
        for (String body : List.of(
                question(alice, READ, ""), question(alice, READ, "").replaceFirst("\\{", "{\"evaluations\":[],"))) {
            JsonNode answer = ask(EVALUATIONS, body).json();
            assertThat(answer.path("decision").asBoolean())
                    .as(answer.toString())
                    .isTrue();
            assertThat(answer.has("evaluations")).isFalse();
        }
        assertThat(ask(EVALUATIONS, "{}").status()).isEqualTo(400);
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

    @Test
    void whatASearchFindsAnEvaluationAllows() {
        List<String> actions = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = ask("/access/v1/search/action", search(alice, "", page(token, 20)))
                    .json();
            list(page.path("results")).forEach(it -> actions.add(it.path("name").asText()));
            assertThat(page.path("page").path("count").asInt())
                    .isEqualTo(page.path("results").size())
                    .isLessThanOrEqualTo(20);
            token = page.path("page").path("next_token").asText();
            pages++;
        } while (!token.isEmpty());
        assertThat(pages).isGreaterThan(2);
        assertThat(actions)
                .doesNotHaveDuplicates()
                .contains("spark:all", READ, "calling")
                .doesNotContain(ADMIN);
        String questions = String.join(
                ",",
                actions.stream()
                        .map(it -> "{\"action\":{\"name\":\"%s\"}}".formatted(it))
                        .toList());
        assertThat(list(ask(EVALUATIONS, many("", questions)).json().path("evaluations")))
                .hasSameSizeAs(actions)
                .allMatch(it -> it.path("decision").asBoolean());
        assertThat(names(ask("/access/v1/search/action", search(bob, "", "")).json(), "name"))
                .containsExactly(READ);
    }

    @Test
    void thePeopleOfAnIntegrationAreFoundPageByPage() {
        assertThat(names(ask("/access/v1/search/subject", search("", READ, "")).json(), "id"))
                .containsExactlyInAnyOrder(alice, bob);
        assertThat(names(
                        ask("/access/v1/search/subject", search("", "spark:kms", ""))
                                .json(),
                        "id"))
                .containsExactly(alice);
        JsonNode first =
                ask("/access/v1/search/subject", search("", READ, page("", 1))).json();
        String token = first.path("page").path("next_token").asText();
        assertThat(first.path("results")).hasSize(1);
        JsonNode second = ask("/access/v1/search/subject", search("", READ, page(token, 1)))
                .json();
        // Without the limit it is the one of the page before.
        assertThat(ask("/access/v1/search/subject", search("", READ, ",\"page\":{\"token\":\"" + token + "\"}"))
                        .json()
                        .path("results"))
                .isEqualTo(second.path("results"));
        assertThat(second.path("page").path("next_token").asText("x")).isEmpty();
        assertThat(List.of(names(first, "id").getFirst(), names(second, "id").getFirst()))
                .containsExactlyInAnyOrder(alice, bob);
        // A token is good for its own search only.
        for (String other : List.of(
                search("", "spark:kms", page(token, 1)),
                search("", READ, page(token, 2)),
                search("", READ, page("made-up", 1)))) {
            assertThat(ask("/access/v1/search/subject", other).status())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(ask("/access/v1/search/resource", search(alice, READ, page(token, 1)))
                        .status())
                .isEqualTo(400);
        assertThat(ask("/access/v1/search/subject", search("", READ, page("", -1)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSearchThatFindsNothingIsNoError() {
        assertThat(names(
                        ask("/access/v1/search/resource", search(alice, READ, ""))
                                .json(),
                        "id"))
                .containsExactly(alice);
        for (Reply empty : List.of(
                ask("/access/v1/search/resource", search(bob, "spark:kms", "")),
                ask("/access/v1/search/resource", search(alice, READ, "").replace("account", "spaceship")),
                ask("/access/v1/search/subject", search("", READ, "").replace("\"user\"", "\"spaceship\"")),
                ask("/access/v1/search/subject", search("", "no-such-action", "")),
                ask("/access/v1/search/subject", search("", READ, "").replace(client, "nobody")),
                ask("/access/v1/search/action", search("nobody", "", "")))) {
            assertThat(empty.status()).as(empty.body()).isEqualTo(200);
            assertThat(empty.json().path("results").isArray()).isTrue();
            assertThat(empty.json().path("results")).isEmpty();
        }
        for (String bad : List.of(
                "{\"subject\":{\"type\":\"user\"},\"resource\":{\"type\":\"account\",\"id\":\"1\"}}",
                "{\"subject\":{\"type\":\"user\"},\"action\":{\"name\":\"x\"},\"resource\":{\"type\":\"account\"}}")) {
            assertThat(ask("/access/v1/search/subject", bad).status()).isEqualTo(400);
        }
        assertThat(ask("/access/v1/search/action", "{\"subject\":{\"type\":\"user\",\"id\":\"x\"}}")
                        .status())
                .isEqualTo(400);
    }

    private static String question(String person, String action, String more) {
        return """
                {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},"resource":{"type":"account","id":"%s"},
                 "context":{"client_id":"%s"%s}}""".formatted(person, action, person, client, more);
    }

    private static String many(String semantic, String questions) {
        String options = semantic.isEmpty()
                ? ""
                : ",\"options\":{\"evaluations_semantic\":\"%s\",\"other\":1}".formatted(semantic);
        return question(alice, READ, "").replaceFirst("\\}$", "") + ",\"evaluations\":[" + questions + "]" + options
                + "}";
    }

    private static String search(String person, String action, String more) {
        String id = person.isEmpty() ? "" : ",\"id\":\"" + person + "\"";
        String what = action.isEmpty() ? "" : ",\"action\":{\"name\":\"" + action + "\"}";
        return """
                {"subject":{"type":"user"%s}%s,"resource":{"type":"account","id":"any"},"context":{"client_id":"%s"}%s}""".formatted(id, what, client, more);
    }

    private static String page(String token, int limit) {
        return ",\"page\":{\"token\":\"" + token + "\",\"limit\":" + limit + "}";
    }

    private static List<Boolean> decisions(String semantic, String... questions) {
        return list(ask(EVALUATIONS, many(semantic, String.join(",", questions)))
                        .json()
                        .path("evaluations"))
                .stream()
                .map(it -> it.path("decision").asBoolean())
                .toList();
    }

    private static Reply ask(String path, String body) {
        return API.access(path, body);
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> names(JsonNode found, String member) {
        return list(found.path("results")).stream()
                .map(it -> it.path(member).asText())
                .toList();
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
                .replace(alice, "ALICE")
                .replace(bob, "BOB")
                .replace(client, "CLIENT")
                .replaceAll("\"consent_id\":\"[^\"]+\"", "\"consent_id\":\"CONSENT\"")
                .replaceAll("\"staleness_seconds\":[0-9]+", "\"staleness_seconds\":0")
                .replaceAll("\"(catalog_version|given_under)\":[0-9]+", "\"$1\":1"));
    }

    private static JsonNode snapshot() throws IOException {
        try (InputStream in = AuthzenIT.class.getResourceAsStream("/authzen/wire.json")) {
            return JSON.readTree(in);
        }
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(JSON.treeToValue(json, Map.class));
    }
}
