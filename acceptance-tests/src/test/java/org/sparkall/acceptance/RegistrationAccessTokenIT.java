package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.Registrar.REGISTER;
import static org.sparkall.acceptance.Registrar.assertInvalid;
import static org.sparkall.acceptance.Registrar.change;
import static org.sparkall.acceptance.Registrar.delete;
import static org.sparkall.acceptance.Registrar.idOf;
import static org.sparkall.acceptance.Registrar.metadata;
import static org.sparkall.acceptance.Registrar.read;
import static org.sparkall.acceptance.Registrar.registered;
import static org.sparkall.acceptance.Registrar.registry;
import static org.sparkall.acceptance.Registrar.token;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.changeAuth;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Registration access tokens (RFC 7592 section 3): whose they are, and how long. */
class RegistrationAccessTokenIT {

    private static final int MANY = 20;

    @Test
    void theOldTokenIsGoodUntilTheNewOneIsUsedSoThatALostAnswerLocksNobodyOut() {
        Reply made = registered("spark:all", Map.of());
        Map<String, Object> metadata = metadata("spark:all", Map.of("client_name", "Once"));
        Reply lost = change(made, token(made), metadata);
        Reply again = change(made, token(made), metadata);
        assertThat(again.status()).isEqualTo(200);
        assertThat(token(again)).isEqualTo(token(lost));
        assertThat(token(read(made, token(made)))).isEqualTo(token(lost));
        assertThat(read(made, token(lost)).status()).isEqualTo(200);
        assertInvalid(read(made, token(made)));
        assertInvalid(change(made, token(made), metadata));
    }

    @Test
    void manyChangesAtOnceAllGetTheSameNewToken() throws Exception {
        Reply made = registered("spark:all", Map.of());
        Map<String, Object> metadata = metadata("spark:all", Map.of("client_name", "Many"));
        Callable<Reply> change = () -> change(made, token(made), metadata);
        List<Reply> replies = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(MANY)) {
            for (Future<Reply> it : threads.invokeAll(Collections.nCopies(MANY, change))) replies.add(it.get());
        }
        assertThat(replies).allSatisfy(it -> assertThat(it.status()).isEqualTo(200));
        assertThat(replies.stream().map(Registrar::token).distinct()).hasSize(1).doesNotContain(token(made));
        assertThat(read(made, token(replies.getFirst())).text("client_name")).isEqualTo("Many");
    }

    @Test
    void theOldTokenIsWorthlessWhenItsGraceIsOver() {
        Reply made = registered("spark:all", Map.of());
        Reply changed = change(made, token(made), metadata("spark:all", Map.of()));
        assertThat(changed.status()).isEqualTo(200);
        changeAuth(
                "UPDATE registration_access_token SET previous_until = now() - interval '1 second'"
                        + " WHERE client_id = ?",
                made.text("client_id"));
        assertInvalid(read(made, token(made)));
        assertThat(read(made, token(changed)).status()).isEqualTo(200);
    }

    @Test
    void aWrongTokenAnotherClientsAndAnUnknownClientCannotBeToldApart() {
        Reply made = registered("spark:all", Map.of());
        Reply other = registered("spark:all", Map.of());
        Reply wrong = read(made, "nonsense");
        Reply others = read(made, token(other));
        Reply unknown =
                REQUESTS.send(Requests.to(REGISTER + "/i00000000").header("Authorization", "Bearer " + token(made)));
        Reply odd = REQUESTS.send(Requests.to(REGISTER + "/%00").header("Authorization", "Bearer " + token(made)));
        for (Reply reply : List.of(wrong, others, unknown, odd)) {
            assertInvalid(reply);
            assertThat(reply.body()).isEqualTo(wrong.body());
        }
        assertInvalid(read(made, Registrar.initialToken(1)));
        assertInvalid(read(made, KEYCLOAK.tokenOf("dev")));
        assertInvalid(change(made, token(other), metadata("spark:all", Map.of())));
        assertInvalid(delete(made, token(other)));
        assertThat(REQUESTS.send(Requests.to(made.text("registration_client_uri")))
                        .status())
                .isEqualTo(401);
        assertThat(read(made, token(made)).status()).isEqualTo(200);
    }

    @Test
    void aClientThatItsDeveloperDeletedCanNoLongerManageItself() {
        Reply made = registered("spark:all", Map.of());
        String dev = KEYCLOAK.tokenOf("dev");
        String id = idOf(made, dev);
        // A new secret is no new registration.
        assertThat(registry("POST", id + "/secret", "", dev).status()).isEqualTo(200);
        assertThat(read(made, token(made)).status()).isEqualTo(200);
        assertThat(registry("DELETE", id, "", dev).status()).isEqualTo(204);
        assertInvalid(read(made, token(made)));
        assertInvalid(change(made, token(made), metadata("spark:all", Map.of())));
    }

    @Test
    void aDeveloperTakesBackTheTokenThatALeakGaveAway() {
        Reply made = registered("spark:all", Map.of());
        String dev = KEYCLOAK.tokenOf("dev");
        String path = idOf(made, dev) + "/registration-token";
        assertThat(registry("DELETE", path, "", KEYCLOAK.tokenOf("alice")).status())
                .isEqualTo(404);
        assertThat(read(made, token(made)).status()).isEqualTo(200);
        assertThat(registry("DELETE", path, "", dev).status()).isEqualTo(204);
        assertThat(registry("DELETE", path, "", dev).status()).isEqualTo(204);
        assertInvalid(read(made, token(made)));
        assertInvalid(change(made, token(made), metadata("spark:all", Map.of())));
        // The integration itself goes on.
        assertThat(registry("GET", idOf(made, dev), "", dev).status()).isEqualTo(200);
    }
}
