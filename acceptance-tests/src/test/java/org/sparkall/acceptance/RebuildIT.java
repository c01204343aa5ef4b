package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.Suite;

/** A scope-policy-service that lost its database finds everything in Kafka's log. */
class RebuildIT {

    private static final String DATABASE = "policy_rebuilt";
    private static final List<String> ACTIONS = List.of(
            "spark:all", "spark:messages_read", "spark:kms", "spark-admin:people_read", "calling", "no-such-action");

    @Test
    void withAnEmptyDatabaseTheSameIsDecidedAndNoOtherCatalogIsPublished() {
        List<String> questions = questions();
        Suite suite = FILE.suite();
        suite.makeEmptyDatabase(DATABASE);
        try (SuiteService rebuilt =
                suite.settings().anotherPolicyService("policy-rebuilt", Ports.free(), DATABASE, Map.of())) {
            String newest = newestCatalogEvent();
            rebuilt.start();
            for (String question : questions) {
                assertThat(answer(rebuilt.address(), question)).as(question).isEqualTo(answer(AT.policy(), question));
            }
            assertThat(catalog(rebuilt.address())).isEqualTo(catalog(AT.policy()));
            assertThat(newestVersion(rebuilt.address())).isEqualTo(newestVersion(AT.policy()));
            assertThat(newestCatalogEvent()).isEqualTo(newest);
        } finally {
            suite.dropDatabase(DATABASE);
        }
    }

    private static String newestCatalogEvent() {
        return PublishedEvents.of("spark.scope-catalog.v1", "catalog").getLast().id();
    }

    /** About grants that stand, that were withdrawn and that never were. */
    private static List<String> questions() {
        Granted full = grant("alice", registered("spark:all"), "spark:all");
        Granted admin = grant("ada", registered("spark:all", RunningSuite.ADD_ON), "spark:all " + RunningSuite.ADD_ON);
        Granted withdrawn = grant("bob", registered("spark:all"), "spark:all");
        API.withdraw("bob", consentId("bob", withdrawn.integration().clientId()));
        awaitReason(
                "granted_by_aggregate",
                subject(full),
                "spark:kms",
                full.integration().clientId());
        awaitReason(
                "granted",
                subject(admin),
                RunningSuite.ADD_ON,
                admin.integration().clientId());
        String bob = RunningSuite.claims(withdrawn.accessToken()).getSubject();
        awaitReason(
                "consent_withdrawn", bob, "spark:kms", withdrawn.integration().clientId());
        List<String> questions = new ArrayList<>();
        for (String action : ACTIONS) {
            for (String client : List.of(
                    full.integration().clientId(),
                    admin.integration().clientId(),
                    withdrawn.integration().clientId(),
                    "nobody")) {
                for (String person : List.of(subject(full), subject(admin), bob)) {
                    questions.add("""
                            {"subject":{"type":"user","id":"%s"},"action":{"name":"%s"},"resource":{"type":"account","id":"%s"},
                             "context":{"client_id":"%s"}}""".formatted(person, action, person, client));
                }
            }
        }
        return questions;
    }

    /** The whole answer, but for how old it is. */
    private static JsonNode answer(String policy, String question) {
        ObjectNode answer = (ObjectNode)
                API.accessAt(policy, "/access/v1/evaluation", question).json();
        assertThat(answer.path("decision").isBoolean()).as(answer.toString()).isTrue();
        ((ObjectNode) answer.path("context")).remove("staleness_seconds");
        return answer;
    }

    private static JsonNode catalog(String policy) {
        return REQUESTS.get(URI.create(policy + "/v1/scopes")).json();
    }

    private static JsonNode newestVersion(String policy) {
        JsonNode newest = REQUESTS.get(URI.create(policy + "/v1/catalog/versions?limit=1"))
                .json()
                .path("items")
                .path(0)
                .path("version");
        assertThat(newest.isInt()).isTrue();
        return newest;
    }
}
