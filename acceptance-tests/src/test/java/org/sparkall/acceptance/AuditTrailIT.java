package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.consentId;
import static org.sparkall.acceptance.RunningSuite.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Who did what to which integration, scope, consent and key: told by all services, asked for at one. */
class AuditTrailIT {

    private static final String TRAIL = AT.consent() + "/v1/audit-entries";

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Test
    void everyChangeOfAnIntegrationSaysWhoMadeIt() {
        Reply registered = RunningSuite.register(Map.of(), "spark:messages_read");
        String client = registered.text("client_id");
        String address = AT.auth() + "/v1/integrations/" + registered.text("id");
        send("PUT", address, "dev", """
                {"name": "Another name", "redirect_uris": ["%s"], "scopes": ["spark:rooms_read"]}
                """.formatted(RunningSuite.REDIRECT_URI));
        send("POST", address + "/secret", "dev", "");
        send("PUT", AT.auth() + "/v1/publishers/" + client, "ops", "{\"name\": \"Example Ltd\"}");
        send("PUT", AT.auth() + "/v1/organization/integrations/" + client + "/rule", "ada", """
                {"rule": "blocked", "reason": "Under review"}
                """);
        send("DELETE", address, "dev", "");
        List<JsonNode> entries = entries(6, "target_kind=integration&target=" + client);
        assertThat(entries)
                .extracting(it -> it.path("action").asText()
                        + " by " + it.path("actor").path("kind").asText() + " "
                        + changes(it))
                .containsExactly(
                        "integration.deleted by developer [client_secret, status]",
                        "organization.rule_changed by administrator [blocked]",
                        "integration.updated by operator [publisher]",
                        "integration.updated by developer [client_secret]",
                        "integration.updated by developer [client_name, description, +spark:rooms_read, -spark:messages_read]",
                        "integration.registered by developer [+spark:messages_read]");
        assertThat(entries.get(1).path("organization").asText()).isEqualTo("acme");
        assertThat(entries.get(1).path("reason").asText()).isEqualTo("Under review");
        assertThat(entries.get(5).path("actor").path("id").asText()).isEqualTo(subject("dev"));
        assertThat(entries.get(2).path("actor").path("id").asText()).isEqualTo(subject("ops"));
        // The same, for whoever listens.
        assertThat(PublishedEvents.of("spark.audit.v1", "integration/" + client))
                .extracting(PublishedEvents.Published::type)
                .hasSize(6)
                .containsOnly("audit.recorded");
    }

    @Test
    void aConsentSaysWhoGaveAndWhoTookItBackButNotWhoThePersonIs() {
        IntegrationClient integration = RunningSuite.registered("spark:messages_read");
        grant("alice", integration, "spark:messages_read");
        String consent = consentId("alice", integration.clientId());
        send("DELETE", AT.consent() + "/v1/consents/" + consent, "ada", "");
        List<JsonNode> entries = entries(2, "target_kind=consent&target=" + consent);
        assertThat(entries)
                .extracting(it -> it.path("action").asText() + " " + it.path("actor") + " " + changes(it))
                .containsExactly(
                        "consent.withdrawn {\"kind\":\"administrator\",\"id\":\"" + subject("ada")
                                + "\"} [-spark:messages_read]",
                        "consent.granted {\"kind\":\"person\"} [+spark:messages_read]");
        // An administrator sees what was done in their organisation, and nothing else.
        assertThat(ask("ada", "target=" + consent).json().path("items")).hasSize(2);
        assertThat(ask("grace", "target=" + consent).json().path("items")).isEmpty();
        assertThat(ask("grace", "organization=acme").status()).isEqualTo(403);
        assertThat(ask("ada", "target=" + integration.clientId()).json().path("items"))
                .isEmpty();
    }

    @Test
    void aScopeAndAKeySayWhoChangedThem() {
        send(
                "PUT",
                AT.policy() + "/v1/groups/messages",
                "ops",
                "{\"titles\":{\"de\":\"Nachrichten " + UUID.randomUUID() + "\"}}");
        List<JsonNode> groups = entries(1, "target_kind=group&target=messages&since=" + encoded(begin.toString()));
        assertThat(groups.getFirst().path("action").asText()).isEqualTo("catalog.put");
        assertThat(groups.getFirst().path("actor").path("id").asText()).isEqualTo(subject("ops"));
        // The first keys were made by the suite itself.
        assertThat(entries(1, "action=key.made")
                        .getLast()
                        .path("actor")
                        .path("kind")
                        .asText())
                .isEqualTo("system");
    }

    @Test
    void theTrailIsReadInPagesAndNarrowed() {
        String client = RunningSuite.register(Map.of(), "spark:messages_read").text("client_id");
        RunningSuite.register(Map.of(), "spark:messages_read");
        entries(1, "target=" + client);
        Reply first = ask("ops", "limit=1&action=integration.registered");
        long next = first.json().path("next").asLong();
        Reply second = ask("ops", "limit=1&action=integration.registered&before=" + next);
        assertThat(second.json().path("items").path(0).path("position").asLong())
                .isLessThan(next);
        assertThat(ask("ops", "target=" + client + "&until=" + encoded(begin.toString()))
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(ask("ops", "target=" + client + "&actor=" + subject("ops"))
                        .json()
                        .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "until=2026-01-01",
                "since=%2B300000-01-01T00:00:00Z",
                "limit=0",
                "limit=1001",
                "before=0",
                "target_kind=person",
                "target=a%00b",
                "action=%0a"
            })
    void whatIsNoQuestionIsRefused(String question) {
        Reply refused = ask("ops", question);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
    }

    @Test
    void onlyAuditorsAndAdministratorsMayAsk() {
        assertThat(ask("dev", "").status()).isEqualTo(403);
        assertThat(ask("alice", "").status()).isEqualTo(403);
        assertThat(REQUESTS.send(Requests.to(TRAIL)).status()).isEqualTo(401);
    }

    /** What the trail says, the newest first, once it says so much. */
    private static List<JsonNode> entries(int count, String question) {
        await().untilAsserted(() -> assertThat(ask("ops", question).json().path("items"))
                .as(question)
                .hasSizeGreaterThanOrEqualTo(count));
        return ask("ops", question).json().path("items").valueStream().toList();
    }

    private static List<String> changes(JsonNode entry) {
        return entry.path("changes").valueStream().map(JsonNode::asText).toList();
    }

    private static Reply ask(String person, String question) {
        return REQUESTS.send(
                Requests.to(TRAIL + "?" + question).header("Authorization", "Bearer " + KEYCLOAK.tokenOf(person)));
    }

    private static void send(String method, String address, String person, String body) {
        Reply reply = RunningSuite.send(method, address, person, body);
        assertThat(reply.status()).as(address + " " + reply.body()).isBetween(200, 204);
    }

    private static String subject(String person) {
        try {
            return SignedJWT.parse(KEYCLOAK.tokenOf(person)).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalStateException("no JWT", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
