package org.sparkall.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PolicyClientTest {

    private static final String ONE = "/access/v1/evaluation";
    private static final AccessQuestion QUESTION = AccessQuestion.about("alice", "app", "spark:rooms_read");

    private FakePolicy policy;
    private final AtomicLong now = new AtomicLong();
    private PolicyClient client;

    @BeforeEach
    void start() throws Exception {
        policy = new FakePolicy();
        client = client(policy.address());
    }

    @AfterEach
    void end() {
        policy.close();
    }

    private PolicyClient client(URI address) {
        return new PolicyClient(
                new PolicyClient.Settings(address, Duration.ofSeconds(2), 100, Duration.ofMinutes(1)),
                () -> "token",
                now::get);
    }

    /** A node that vanishes after the headers of its answer. */
    @Test
    @Timeout(20)
    void anAnswerThatNeverEndsIsNone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> beginToAnswer(server));
            PolicyAnswer answer = client(URI.create("http://localhost:" + server.getLocalPort()))
                    .evaluate(QUESTION);
            assertThat(answer).isInstanceOf(PolicyAnswer.Unavailable.class);
        }
    }

    private static void beginToAnswer(ServerSocket server) {
        try {
            Socket socket = server.accept();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yes(String obligations) {
        return "{\"decision\": true, \"context\": {\"reason\": \"granted\", \"catalog_version\": 3, \"obligations\": ["
                + obligations + "]}}";
    }

    @Test
    void anAnswerIsGivenAgainAsLongAsTheServiceSays() {
        policy.answer(ONE, 200, yes("{\"id\": \"cache\", \"max_age_seconds\": 10}"));
        assertThat(client.evaluate(QUESTION).allows()).isTrue();
        assertThat(policy.lastAuthorization).isEqualTo("Bearer token");
        policy.answer(ONE, 200, "{\"decision\": false, \"context\": {\"reason\": \"consent_withdrawn\"}}");
        now.addAndGet(Duration.ofSeconds(9).toNanos());
        assertThat(client.evaluate(QUESTION).allows()).isTrue();
        assertThat(client.evaluate(QUESTION.withAction("spark:all")).allows())
                .as("another question")
                .isFalse();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(client.evaluate(QUESTION).allows()).isFalse();
    }

    @Test
    void nothingIsKeptWithoutTheServicesWord() {
        for (String obligations : List.of(
                "",
                "{\"id\": \"cache\", \"max_age_seconds\": 0}",
                "{\"id\": \"cache\"}",
                "{\"id\": \"re_evaluate_after\", \"seconds\": 60}")) {
            policy.answer(ONE, 200, yes(obligations));
            int before = policy.calls.get();
            client.evaluate(QUESTION);
            client.evaluate(QUESTION);
            assertThat(policy.calls.get() - before).as(obligations).isEqualTo(2);
        }
    }

    @Test
    void whatIsNoDecisionIsNoPermission() {
        for (String body : List.of("", "{}", "[]", "true", "{\"decision\": \"true\"}", "{\"decision\": 1}", "<html>")) {
            policy.answer(ONE, 200, body);
            assertThat(client.evaluate(QUESTION)).as(body).isInstanceOf(PolicyAnswer.Unavailable.class);
        }
        for (int status : List.of(201, 302, 401, 403, 404, 500, 503)) {
            policy.answer(ONE, status, yes(""));
            PolicyAnswer answer = client.evaluate(QUESTION);
            assertThat(answer.allows()).isFalse();
            assertThatThrownBy(answer::orThrow).isInstanceOf(PolicyUnavailableException.class);
        }
    }

    @Test
    void anOutageRefusesAndThrowsNothing() {
        policy.close();
        assertThat(client.evaluate(QUESTION).allows()).isFalse();
        assertThat(client.evaluateAll(List.of(QUESTION, QUESTION))).noneMatch(PolicyAnswer::allows);
        PolicyClient nobody = new PolicyClient(PolicyClient.Settings.of(policy.address()), () -> {
            throw new IllegalStateException("no token");
        });
        assertThat(nobody.evaluate(QUESTION)).isInstanceOf(PolicyAnswer.Unavailable.class);
    }

    @Test
    void manyQuestionsAreOneRequestAndAMissingAnswerIsNoPermission() {
        policy.answer(
                "/access/v1/evaluations", 200, "{\"evaluations\": [{\"decision\": true}, {\"decision\": false}]}");
        List<PolicyAnswer> answers =
                client.evaluateAll(List.of(QUESTION, QUESTION.withAction("b"), QUESTION.withAction("c")));
        assertThat(answers.stream().map(PolicyAnswer::allows)).containsExactly(true, false, false);
        assertThat(answers.getLast()).isInstanceOf(PolicyAnswer.Unavailable.class);
        assertThat(policy.calls.get()).isEqualTo(1);
    }

    @Test
    void aSearchFindsActionsAndSaysWhenItCannot() throws Exception {
        policy.answer("/access/v1/search/action", 200, "{\"results\": [{\"name\": \"a\"}, {\"name\": \"b\"}]}");
        assertThat(client.searchActions(QUESTION)).containsExactly("a", "b");
        policy.answer("/access/v1/search/action", 503, "");
        assertThatThrownBy(() -> client.searchActions(QUESTION)).isInstanceOf(PolicyUnavailableException.class);
    }

    @Test
    void aQuestionsTokenStaysOutOfTexts() {
        assertThat(AccessQuestion.shown("alice", "secret", "a").toString()).doesNotContain("secret");
    }
}
