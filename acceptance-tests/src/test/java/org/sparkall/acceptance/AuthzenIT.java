package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.AuthzenScene.ADMIN;
import static org.sparkall.acceptance.AuthzenScene.EVALUATION;
import static org.sparkall.acceptance.AuthzenScene.EVALUATIONS;
import static org.sparkall.acceptance.AuthzenScene.READ;
import static org.sparkall.acceptance.AuthzenScene.ask;
import static org.sparkall.acceptance.AuthzenScene.list;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Evaluation, evaluations and transport of the AuthZEN Authorization API 1.0 (sections 6, 7 and 10). */
class AuthzenIT {

    private static AuthzenScene scene = new AuthzenScene("", "", "");

    @BeforeAll
    static void twoPeopleAgreeToOneIntegration() {
        scene = AuthzenScene.set();
    }

    @Test
    void theIdentifierOfARequestComesBackWithAnyAnswer() {
        String id = "a request, 7";
        String body = scene.question(scene.alice(), READ, "");
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
        String subject = "\"subject\":{\"type\":\"user\",\"id\":\"%s\"}".formatted(scene.alice());
        String action = "\"action\":{\"name\":\"%s\"}".formatted(READ);
        String resource = "\"resource\":{\"type\":\"account\",\"id\":\"1\"}";
        String context =
                "\"context\":{\"client_id\":\"%s\",\"time\":\"now\",\"more\":{\"a\":[1]}}".formatted(scene.client());
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
        Reply machine = ask(EVALUATION, scene.question(scene.alice(), READ, "").replace("\"user\"", "\"machine\""));
        assertThat(machine.json().path("decision").asBoolean(true)).isFalse();
        assertThat(RunningSuite.reason(machine)).isEqualTo("no_consent");
        Reply nobody = ask(EVALUATION, scene.question(scene.alice(), READ, "").replace("\"client_id\"", "\"other\""));
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
        assertThat(ask(EVALUATIONS, scene.many("at_random", yes)).status()).isEqualTo(400);
        String tooMany = String.join(",", java.util.Collections.nCopies(201, yes));
        assertThat(ask(EVALUATIONS, scene.many("", tooMany)).status()).isEqualTo(400);
    }

    @Test
    void anErrorOfOneQuestionIsNotTheOthersAndAWholeMemberOverridesItsDefault() {
        Reply reply = ask(
                EVALUATIONS,
                scene.many(
                        "",
                        "{},{\"context\":{\"time\":\"now\"}},{\"action\":{}},null,{\"resource\":{\"id\":\"other\"}}"));
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
                scene.question(scene.alice(), READ, ""),
                scene.question(scene.alice(), READ, "").replaceFirst("\\{", "{\"evaluations\":[],"))) {
            JsonNode answer = ask(EVALUATIONS, body).json();
            assertThat(answer.path("decision").asBoolean())
                    .as(answer.toString())
                    .isTrue();
            assertThat(answer.has("evaluations")).isFalse();
        }
        assertThat(ask(EVALUATIONS, "{}").status()).isEqualTo(400);
    }

    private static List<Boolean> decisions(String semantic, String... questions) {
        return list(ask(EVALUATIONS, scene.many(semantic, String.join(",", questions)))
                        .json()
                        .path("evaluations"))
                .stream()
                .map(it -> it.path("decision").asBoolean())
                .toList();
    }
}
