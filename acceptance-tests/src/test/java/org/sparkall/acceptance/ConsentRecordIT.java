package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.ADD_ON;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.STATE;
import static org.sparkall.acceptance.RunningSuite.awaitReason;
import static org.sparkall.acceptance.RunningSuite.back;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.consentPage;
import static org.sparkall.acceptance.RunningSuite.grant;
import static org.sparkall.acceptance.RunningSuite.isActive;
import static org.sparkall.acceptance.RunningSuite.registered;
import static org.sparkall.acceptance.RunningSuite.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Reply;

/** What is written down of a person's word: the same everywhere, at once, and for good. */
class ConsentRecordIT {

    private static final String OTHER = "spark-admin:devices_read";
    private static final int ROUNDS = 20;

    @Test
    void whenOneAddOnIsUntickedTokenDecisionReceiptAndEventAgree() {
        IntegrationClient integration = registered("spark:all", ADD_ON, OTHER);
        CodeVerifier verifier = new CodeVerifier();
        Person ada = new Person("ada");
        Document page = consentPage(
                ada, integration.authorizationRequest("spark:all " + ADD_ON + " " + OTHER, STATE, verifier));
        String code = back(ada.accept(page, List.of(OTHER), REDIRECT_URI)).get("code");
        Reply tokens = integration.redeem(code, verifier);
        String token = tokens.text("access_token");
        String client = integration.clientId();
        String id = consentId("ada", client);
        assertThat(tokens.text("scope")).isEqualTo("spark:all " + OTHER);
        String subject = integration.introspect(token).text("sub");
        awaitReason("granted", subject, OTHER, client);
        assertThat(API.decideByToken(ADD_ON, token).json().path("decision").asBoolean())
                .isFalse();
        JsonNode receipt = API.receipt("ada", id).json();
        assertThat(receipt.path("purposes").path(0).path("pii_information").findValuesAsText("pii_attribute_id"))
                .contains(OTHER, "spark:messages_read")
                .doesNotContain(ADD_ON)
                .hasSize(43);
        JsonNode said = receipt.path("events").path(0);
        assertThat(said.path("event_type").asText()).isEqualTo("consent.granted");
        assertThat(said.path("entity_id").asText()).isEqualTo("pii_principal");
        assertThat(said.path("scopes")).extracting(JsonNode::asText).containsExactly("spark:all", OTHER);
        assertThat(said.path("wording").asText()).hasSize(64);
        assertThat(said.path("language_of_wording").asText()).isEqualTo("en");
        assertThat(receipt.path("proof").path("entry_hashes")).hasSize(1);
        assertThat(ada.visit(URI.create(AT.consent() + "/apps/" + id)))
                .isInstanceOfSatisfying(
                        Person.Arrival.AtPage.class,
                        it -> assertThat(it.page().select("[data-scope]").eachAttr("data-scope"))
                                .containsExactly("spark:all", OTHER));
        await().until(() -> !PublishedEvents.of("spark.consents.v1", id).isEmpty());
        assertThat(PublishedEvents.of("spark.consents.v1", id).getLast().data())
                .contains("\"scopes\":[\"spark:all\",\"" + OTHER + "\"]");
        assertThat(PublishedEvents.of("spark.notifications.v1", id))
                .singleElement()
                .satisfies(it -> assertThat(it.type()).isEqualTo("notification.full_access_granted"));
    }

    @Test
    void aReceiptIsForThePersonAndTheirAdministrators() {
        Granted granted = grant("alice", registered("spark:all"), "spark:all");
        String id = consentId("alice", granted.integration().clientId());
        assertThat(API.receipt("alice", id).status()).isEqualTo(200);
        assertThat(API.receipt("ada", id).status()).isEqualTo(200);
        assertThat(API.receipt("bob", id).status()).isEqualTo(404);
        assertThat(API.receipt("grace", id).status()).isEqualTo(404);
    }

    @Test
    void whatIsTakenBackHasNoEffectAnywhereWithinASecond() throws Exception {
        List<Duration> one = new ArrayList<>();
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Granted granted = grant("ada", registered("spark:all", ADD_ON), "spark:all " + ADD_ON);
            IntegrationClient integration = granted.integration();
            String client = integration.clientId();
            String ada = subject(granted);
            String id = consentId("ada", client);
            awaitReason("granted", ada, ADD_ON, client);
            one.add(until(
                    () -> API.withdrawScope("ada", id, ADD_ON),
                    () -> !isAllowed(ada, ADD_ON, client)
                            && !integration
                                    .introspect(granted.accessToken())
                                    .text("scope")
                                    .contains(ADD_ON)));
            assertThat(isAllowed(ada, "spark:messages_read", client)).isTrue();
            all.add(until(
                    () -> API.withdraw("ada", id),
                    () -> !isAllowed(ada, "spark:messages_read", client)
                            && !isActive(integration, granted.accessToken())
                            && integration.refresh(granted.refreshToken()).status() == 400));
        }
        System.out.printf("one add-on taken back: %s%neverything taken back: %s%n", summary(one), summary(all));
        assertThat(Collections.max(one)).isLessThan(Duration.ofSeconds(1));
        assertThat(Collections.max(all)).isLessThan(Duration.ofSeconds(1));
    }

    private static boolean isAllowed(String person, String action, String client) {
        return API.decide(person, action, client).json().path("decision").asBoolean();
    }

    /** How long it takes from the answer to what was done until it has its effect. */
    private static Duration until(Callable<Reply> step, Callable<Boolean> effect) throws Exception {
        assertThat(step.call().status()).isEqualTo(204);
        long began = System.nanoTime();
        while (!effect.call()) {
            if (System.nanoTime() - began > Duration.ofSeconds(20).toNanos()) break;
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static String summary(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2).toMillis() + " ms, most "
                + sorted.getLast().toMillis() + " ms, of " + sorted.size();
    }

    @Test
    void theRecordOfTheWholeSuiteIsIntact() {
        grant("alice", registered("spark:all"), "spark:all");
        JsonNode report = API.verifyRecord(null).json();
        assertThat(report.path("intact").asBoolean()).as(report.toString()).isTrue();
        assertThat(report.path("entries").asLong()).isPositive();
        assertThat(API.verifyRecord("1:" + "0".repeat(64))
                        .json()
                        .path("findings")
                        .toString())
                .contains("not the one that is known");
        assertThat(API.verifyRecord("nonsense").status()).isEqualTo(400);
    }

    @Test
    void whoeverIsErasedIsForgottenEverywhereAndTheProofStays() {
        String name = "erased-" + System.nanoTime();
        try (KeycloakAdmin keycloak = new KeycloakAdmin()) {
            keycloak.create("/users", """
                    {"username":"%s","enabled":true,"firstName":"E","lastName":"E","email":"%s@example.org",
                     "emailVerified":true,"credentials":[{"type":"password","value":"%s","temporary":false}]}
                    """.formatted(name, name, name));
            Granted granted = grant(name, registered("spark:all"), "spark:all");
            String client = granted.integration().clientId();
            String person = subject(granted);
            String id = consentId(name, client);
            awaitReason("granted_by_aggregate", person, "spark:messages_read", client);
            assertThat(API.erase("alice", person).status()).isEqualTo(403);
            Reply erased = API.erase("ops", person);
            assertThat(erased.json().path("consents").asInt()).isEqualTo(1);
            awaitReason("no_consent", person, "spark:messages_read", client);
            // auth-service hears of it by itself, and not always before scope-policy-service.
            await().until(() -> !isActive(granted.integration(), granted.accessToken()));
            assertThat(API.receipt(name, id).status()).isEqualTo(404);
            await().untilAsserted(() -> assertThat(PublishedEvents.of("spark.consents.v1", id)
                            .getLast()
                            .data())
                    .contains("\"erased\":true")
                    .doesNotContain(person));
            assertThat(API.verifyRecord(null).json().path("intact").asBoolean()).isTrue();
        }
    }
}
