package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.Registrar.REGISTER;
import static org.sparkall.acceptance.Registrar.initialToken;
import static org.sparkall.acceptance.Registrar.issueToken;
import static org.sparkall.acceptance.Registrar.metadata;
import static org.sparkall.acceptance.Registrar.register;
import static org.sparkall.acceptance.Registrar.tokens;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.changeAuth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Initial access tokens (RFC 7591 section 1.2): who may register, how often and for how long. */
class InitialAccessTokenIT {

    private static final Map<String, Object> METADATA = metadata("spark:all", Map.of());
    private static final int MANY = 20;

    private final String dev = KEYCLOAK.tokenOf("dev");

    @Test
    void aTokenIsShownOnceAndGoodForOneRegistrationInAnHourUnlessMoreIsAskedFor() {
        Reply issued = issueToken("{}", dev);
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(issued.json().path("uses_left").asInt()).isEqualTo(1);
        assertThat(lifetime(issued)).isEqualTo(Duration.ofHours(1));
        assertThat(issued.text("token")).hasSize(43);

        Reply more = issueToken("{\"uses\":100,\"expires_in\":60,\"label\":\"For the fair\"}", dev);
        assertThat(lifetime(more)).isEqualTo(Duration.ofMinutes(1));
        JsonNode listed = listed(more.text("id"));
        assertThat(listed.path("label").asText()).isEqualTo("For the fair");
        assertThat(listed.path("uses_left").asInt()).isEqualTo(100);
        assertThat(listed.has("token")).isFalse();
    }

    private static Duration lifetime(Reply issued) {
        return Duration.between(Instant.parse(issued.text("issued_at")), Instant.parse(issued.text("expires_at")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"uses\":0}",
                "{\"uses\":101}",
                "{\"uses\":-1}",
                "{\"uses\":\"1\"}",
                "{\"expires_in\":0}",
                "{\"expires_in\":2592001}",
                "{\"expires_in\":99999999999999999}",
                "{\"label\":\"two\\nlines\"}",
                "{\"owner\":\"somebody\"}"
            })
    void aTokenThatIsGoodForTooMuchOrTooLongIsNotMade(String body) {
        Reply refused = issueToken(body, dev);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void whatItRegisteredBelongsToTheDeveloperWhoMadeIt() {
        Reply registered = register(METADATA);
        assertThat(registered.status()).isEqualTo(201);
        assertThat(clientIdsOf("dev")).contains(registered.text("client_id"));
        assertThat(clientIdsOf("bob")).doesNotContain(registered.text("client_id"));
    }

    private static List<String> clientIdsOf(String developer) {
        String token = KEYCLOAK.tokenOf(developer);
        List<String> ids = new ArrayList<>();
        String after = "";
        do {
            Reply page = REQUESTS.send(Requests.to(AT.auth() + "/v1/integrations?limit=200" + after)
                    .header("Authorization", "Bearer " + token));
            page.json().path("items").forEach(it -> ids.add(it.path("client_id").asText()));
            after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
        } while (!after.isEmpty());
        return ids;
    }

    @Test
    void itIsGoodAsOftenAsItSays() {
        String token = initialToken(2);
        assertThat(register(token, METADATA).status()).isEqualTo(201);
        assertThat(register(token, METADATA).status()).isEqualTo(201);
        assertInvalid(register(token, METADATA));
    }

    @Test
    void aRegistrationThatIsRefusedUsesNothingUp() {
        String token = initialToken(1);
        assertThat(register(token, metadata("spark:all spark:rooms_read", Map.of()))
                        .status())
                .isEqualTo(400);
        assertThat(register(token, metadata("spark:all", Map.of("grant_types", List.of("implicit"))))
                        .status())
                .isEqualTo(400);
        assertThat(register(token, METADATA).status()).isEqualTo(201);
    }

    @Test
    void ofManyWhoUseItsLastUseAtOnceExactlyOneRegisters() throws Exception {
        String token = initialToken(1);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Reply>> all = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            Callable<Reply> registration = () -> {
                start.await();
                return register(token, metadata("spark:all", Map.of("client_name", "Race " + token.hashCode())));
            };
            for (int i = 0; i < MANY; i++) all.add(threads.submit(registration));
            start.countDown();
        }
        List<Reply> replies = new ArrayList<>();
        for (Future<Reply> it : all) replies.add(it.get());
        assertThat(replies).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(replies).filteredOn(it -> it.status() != 201).allSatisfy(InitialAccessTokenIT::assertInvalid);
        Reply listed = REQUESTS.send(
                Requests.to(AT.auth() + "/v1/integrations?limit=200").header("Authorization", "Bearer " + dev));
        assertThat(listed.body().split("Race " + token.hashCode(), -1)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anExpiredOneIsWorthlessAndNoLongerListed() {
        Reply issued = issueToken("{}", dev);
        changeAuth(
                "UPDATE initial_access_token SET expires_at = now() - interval '1 second' WHERE id = ?",
                UUID.fromString(issued.text("id")));
        assertInvalid(register(issued.text("token"), METADATA));
        assertThat(listed(issued.text("id")).isMissingNode()).isTrue();
    }

    @Test
    void aRevokedOneIsWorthlessAndOnlyItsOwnerCanRevokeIt() {
        Reply issued = issueToken("{\"uses\":2}", dev);
        Reply registered = register(issued.text("token"), METADATA);
        assertThat(tokens("DELETE", "/" + issued.text("id"), KEYCLOAK.tokenOf("bob"))
                        .status())
                .isEqualTo(404);
        assertThat(tokens("DELETE", "/" + issued.text("id"), dev).status()).isEqualTo(204);
        assertInvalid(register(issued.text("token"), METADATA));
        assertThat(tokens("DELETE", "/" + issued.text("id"), dev).status()).isEqualTo(404);
        // What it registered stays.
        assertThat(Registrar.read(registered, Registrar.token(registered)).status())
                .isEqualTo(200);
    }

    @Test
    void nobodyRegistersWithoutOne() {
        Reply none = REQUESTS.send(Requests.json(REGISTER, Registrar.json(METADATA)));
        assertThat(none.status()).isEqualTo(401);
        // RFC 6750 section 3.1: who shows nothing is told no error.
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertInvalid(register("nonsense", METADATA));
        // A developer's own token is none, nor is one that manages a client.
        assertInvalid(register(dev, METADATA));
        assertInvalid(register(Registrar.token(register(METADATA)), METADATA));
        Reply inAddress =
                REQUESTS.send(Requests.json(REGISTER + "?access_token=" + initialToken(1), Registrar.json(METADATA)));
        assertThat(inAddress.status()).isEqualTo(401);
    }

    @Test
    void aTokenThatIsWorthlessIsToldBeforeTheBodyIsLookedAt() {
        assertInvalid(REQUESTS.send(Requests.json(REGISTER, "{").header("Authorization", "Bearer nonsense")));
    }

    private JsonNode listed(String id) {
        String after = "";
        do {
            Reply page = tokens("GET", "?limit=200" + after, dev);
            for (JsonNode it : page.json().path("items")) {
                if (it.path("id").asText().equals(id)) return it;
            }
            after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
        } while (!after.isEmpty());
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static void assertInvalid(Reply reply) {
        RunningSuite.assertRefused(reply, 401, "invalid_token");
        assertThat(reply.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer ")
                .contains("error=\"invalid_token\"");
        assertThat(reply.body()).doesNotContain(REDIRECT_URI);
    }
}
