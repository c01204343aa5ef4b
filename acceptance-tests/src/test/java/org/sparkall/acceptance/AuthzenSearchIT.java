package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.AuthzenScene.ADMIN;
import static org.sparkall.acceptance.AuthzenScene.EVALUATIONS;
import static org.sparkall.acceptance.AuthzenScene.READ;
import static org.sparkall.acceptance.AuthzenScene.ask;
import static org.sparkall.acceptance.AuthzenScene.list;
import static org.sparkall.acceptance.AuthzenScene.names;
import static org.sparkall.acceptance.AuthzenScene.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;

/** The search APIs of AuthZEN 1.0 (section 8), page by page. */
class AuthzenSearchIT {

    private static AuthzenScene scene = new AuthzenScene("", "", "");

    @BeforeAll
    static void twoPeopleAgreeToOneIntegration() {
        scene = AuthzenScene.set();
    }

    @Test
    void whatASearchFindsAnEvaluationAllows() {
        List<String> actions = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = ask("/access/v1/search/action", scene.search(scene.alice(), "", page(token, 20)))
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
        assertThat(list(ask(EVALUATIONS, scene.many("", questions)).json().path("evaluations")))
                .hasSameSizeAs(actions)
                .allMatch(it -> it.path("decision").asBoolean());
        assertThat(names(
                        ask("/access/v1/search/action", scene.search(scene.bob(), "", ""))
                                .json(),
                        "name"))
                .containsExactly(READ);
    }

    @Test
    void thePeopleOfAnIntegrationAreFoundPageByPage() {
        assertThat(names(
                        ask("/access/v1/search/subject", scene.search("", READ, ""))
                                .json(),
                        "id"))
                .containsExactlyInAnyOrder(scene.alice(), scene.bob());
        assertThat(names(
                        ask("/access/v1/search/subject", scene.search("", "spark:kms", ""))
                                .json(),
                        "id"))
                .containsExactly(scene.alice());
        JsonNode first = ask("/access/v1/search/subject", scene.search("", READ, page("", 1)))
                .json();
        String token = first.path("page").path("next_token").asText();
        assertThat(first.path("results")).hasSize(1);
        JsonNode second = ask("/access/v1/search/subject", scene.search("", READ, page(token, 1)))
                .json();
        // Without the limit it is the one of the page before.
        assertThat(ask("/access/v1/search/subject", scene.search("", READ, ",\"page\":{\"token\":\"" + token + "\"}"))
                        .json()
                        .path("results"))
                .isEqualTo(second.path("results"));
        assertThat(second.path("page").path("next_token").asText("x")).isEmpty();
        assertThat(List.of(names(first, "id").getFirst(), names(second, "id").getFirst()))
                .containsExactlyInAnyOrder(scene.alice(), scene.bob());
        // A token is good for its own search only.
        for (String other : List.of(
                scene.search("", "spark:kms", page(token, 1)),
                scene.search("", READ, page(token, 2)),
                scene.search("", READ, page("made-up", 1)))) {
            assertThat(ask("/access/v1/search/subject", other).status())
                    .as(other)
                    .isEqualTo(400);
        }
        assertThat(ask("/access/v1/search/resource", scene.search(scene.alice(), READ, page(token, 1)))
                        .status())
                .isEqualTo(400);
        assertThat(ask("/access/v1/search/subject", scene.search("", READ, page("", -1)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aSearchThatFindsNothingIsNoError() {
        assertThat(names(
                        ask("/access/v1/search/resource", scene.search(scene.alice(), READ, ""))
                                .json(),
                        "id"))
                .containsExactly(scene.alice());
        for (Reply empty : List.of(
                ask("/access/v1/search/resource", scene.search(scene.bob(), "spark:kms", "")),
                ask(
                        "/access/v1/search/resource",
                        scene.search(scene.alice(), READ, "").replace("account", "spaceship")),
                ask("/access/v1/search/subject", scene.search("", READ, "").replace("\"user\"", "\"spaceship\"")),
                ask("/access/v1/search/subject", scene.search("", "no-such-action", "")),
                ask("/access/v1/search/subject", scene.search("", READ, "").replace(scene.client(), "nobody")),
                ask("/access/v1/search/action", scene.search("nobody", "", "")))) {
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
}
