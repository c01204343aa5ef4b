package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.send;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** What the suite's operators may see and end of all people's grants and all developers' integrations, and nobody else. */
class OperatorApiIT {

    private static final String GRANTS = AT.auth() + "/v1/operator/grants";
    private static final String INTEGRATIONS = AT.auth() + "/v1/operator/integrations";
    private static final String NO_ID = "/00000000-0000-0000-0000-000000000000";

    @Test
    void nobodyElseMayAsk() {
        for (String address : List.of(
                GRANTS + "?person=somebody",
                GRANTS + NO_ID,
                INTEGRATIONS,
                INTEGRATIONS + "/i1",
                AT.auth() + "/v1/outbox",
                AT.policy() + "/v1/outbox",
                AT.consent() + "/v1/outbox")) {
            assertThat(REQUESTS.send(Requests.to(address)).status()).as(address).isEqualTo(401);
            for (String other : List.of("alice", "ada", "dev")) {
                assertThat(send("GET", address, other, "").status()).as(address).isEqualTo(403);
            }
            String platform = KEYCLOAK.platformToken();
            assertThat(RunningSuite.status(address, platform)).as(address).isEqualTo(403);
        }
        for (String other : List.of("alice", "ada", "dev")) {
            assertThat(send("DELETE", GRANTS + NO_ID, other, "").status()).isEqualTo(403);
            assertThat(send("POST", GRANTS + "/endings", other, "{\"person\": \"somebody\"}")
                            .status())
                    .isEqualTo(403);
        }
    }

    /** A token of the suite's own, which opens what its person granted, opens nothing here. */
    @Test
    void anIntegrationsTokenIsNone() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        for (String address : List.of(GRANTS + "?person=somebody", INTEGRATIONS, AT.auth() + "/v1/outbox")) {
            assertThat(RunningSuite.status(address, granted.accessToken()))
                    .as(address)
                    .isEqualTo(401);
        }
    }

    @Test
    void grantsComeInPagesAndEndTogether() {
        IntegrationClient integration = registered("spark:messages_read", "spark:rooms_read");
        List<Granted> granted = new ArrayList<>();
        for (String person : List.of("alice", "bob", "gus"))
            granted.add(grant(person, integration, "spark:messages_read"));
        List<String> people = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = send("GET", GRANTS + "?limit=2&client_id=" + integration.clientId() + after, "ops", "")
                    .json();
            page.path("items").forEach(it -> people.add(it.path("person").asText()));
            after = page.has("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        assertThat(people).hasSize(3).doesNotHaveDuplicates();

        String body = "{\"client_id\": \"" + integration.clientId() + "\", \"reason\": \"An incident\"}";
        Reply dry = send("POST", GRANTS + "/endings?dry_run=true", "ops", body);
        assertThat(dry.body()).isEqualTo("{\"ended\":0,\"standing\":3}");
        assertThat(isActive(integration, granted.getFirst().accessToken())).isTrue();
        String both = "{\"client_id\": \"" + integration.clientId() + "\", \"person\": \"" + people.getFirst() + "\"}";
        assertThat(send("POST", GRANTS + "/endings", "ops", both).body()).isEqualTo("{\"ended\":1,\"standing\":0}");
        assertThat(send("POST", GRANTS + "/endings", "ops", body).body()).isEqualTo("{\"ended\":2,\"standing\":0}");
        granted.forEach(
                it -> assertThat(isActive(integration, it.accessToken())).isFalse());
        String id =
                (String) RunningSuite.claims(granted.getFirst().accessToken()).getClaim("grant_id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(PublishedEvents.of("spark.grants.v1", id))
                        .last()
                        .satisfies(it -> {
                            assertThat(it.type()).isEqualTo("grant.ended");
                            assertThat(it.data()).contains("\"ended_by_operator\"");
                        }));
        assertThat(send("DELETE", GRANTS + "/" + id, "ops", "").status()).isEqualTo(404);
        // What the person agreed to stands: they are not asked again.
        assertThat(RunningSuite.API.consents("alice").json().path("items"))
                .filteredOn(it -> it.path("client_id").asText().equals(integration.clientId()))
                .extracting(it -> it.path("state").asText())
                .containsExactly("granted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET ",
                "GET ?client_id=",
                "GET ?person=a%20b",
                "GET ?person=a&limit=0",
                "GET ?person=a&limit=201",
                "POST /endings {}",
                "POST /endings {\"person\":\"\"}",
                "POST /endings {\"persons\":\"a\"}",
                "POST /endings {\"person\":\"a\",\"reason\":\"a\\nb\"}",
                "POST /endings []"
            })
    void whatIsNotMeantIsAProblem(String line) {
        String[] words = line.split(" ", 3);
        Reply reply = send(words[0], GRANTS + words[1], "ops", words.length == 3 ? words[2] : "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void allIntegrationsAreFoundWithoutTheirSecrets() {
        IntegrationClient integration = registered("spark:messages_read");
        Reply one = send("GET", INTEGRATIONS + "/" + integration.clientId(), "ops", "");
        assertThat(one.status()).isEqualTo(200);
        assertThat(one.text("client_id")).isEqualTo(integration.clientId());
        assertThat(one.text("owner"))
                .isEqualTo(RunningSuite.claims(KEYCLOAK.tokenOf("dev")).getSubject());
        assertThat(one.body()).doesNotContain("secret\":");
        assertThat(send("GET", INTEGRATIONS + "/no-such-client", "ops", "").status())
                .isEqualTo(404);
        assertThat(send("GET", INTEGRATIONS + "?name=no%20such%20name", "ops", "")
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(send("GET", INTEGRATIONS + "?status=deleted", "ops", "").status())
                .isEqualTo(400);
        assertThat(send("GET", INTEGRATIONS + "?name=%00", "ops", "").status()).isEqualTo(400);
        JsonNode page = send("GET", INTEGRATIONS + "?limit=1&owner=" + one.text("owner"), "ops", "")
                .json();
        assertThat(page.path("items")).hasSize(1);
    }

    @Test
    void anOutboxSaysNothingOfItsEvents() {
        for (String service : List.of(AT.auth(), AT.policy(), AT.consent())) {
            Reply reply = send("GET", service + "/v1/outbox", "ops", "");
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.json().properties())
                    .extracting(java.util.Map.Entry::getKey)
                    .contains("pending", "oldest_age_seconds", "topics")
                    .isSubsetOf("pending", "oldest_at", "oldest_age_seconds", "topics");
        }
    }

    @Test
    void aVersionOfTheCatalogIsComparedWithAnyOther() {
        int newest = CatalogChanges.version();
        String version = AT.policy() + "/v1/catalog/versions/" + newest;
        JsonNode same =
                send("GET", version + "?since=" + newest, "ops", "").json().path("difference");
        assertThat(same.path("added")).isEmpty();
        assertThat(same.path("removed")).isEmpty();
        assertThat(send("GET", version + "?since=0", "ops", "").status()).isEqualTo(400);
        assertThat(send("GET", version + "?since=999999", "ops", "").status()).isEqualTo(404);
    }
}
