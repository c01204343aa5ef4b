package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.Registrar.assertInvalid;
import static org.sparkall.acceptance.Registrar.change;
import static org.sparkall.acceptance.Registrar.client;
import static org.sparkall.acceptance.Registrar.delete;
import static org.sparkall.acceptance.Registrar.idOf;
import static org.sparkall.acceptance.Registrar.manage;
import static org.sparkall.acceptance.Registrar.metadata;
import static org.sparkall.acceptance.Registrar.read;
import static org.sparkall.acceptance.Registrar.registered;
import static org.sparkall.acceptance.Registrar.registry;
import static org.sparkall.acceptance.Registrar.token;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.assertRefused;
import static org.sparkall.acceptance.RunningSuite.grant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** How a registered client reads, changes and deletes itself (RFC 7592). */
class ClientConfigurationIT {

    private static final Map<String, Object> PUBLIC = Map.of("token_endpoint_auth_method", "none");
    private static final Map<String, String> OWN = Map.of("grant_type", "client_credentials");

    @Test
    void aClientReadsWhatItRegisteredButNotItsSecret() {
        Reply made = registered("spark:all", Map.of("logo_uri", "https://app.example/logo.png"));
        Reply read = read(made, token(made));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.headers().firstValue("Cache-Control")).contains("no-store");
        ObjectNode expected = (ObjectNode) made.json();
        expected.remove(List.of("client_secret", "client_secret_expires_at"));
        assertThat(read.json()).isEqualTo(expected);
        // Reading replaces nothing.
        assertThat(read(made, token(made)).status()).isEqualTo(200);
    }

    @Test
    void aChangeReplacesEverythingAndTheToken() {
        Reply made = registered("spark:all", Map.of("logo_uri", "https://app.example/logo.png"));
        Reply changed = change(
                made,
                token(made),
                Map.of(
                        "client_name",
                        "Another name",
                        "redirect_uris",
                        List.of("https://app.example/cb"),
                        "scope",
                        "spark:messages_read"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("client_name")).isEqualTo("Another name");
        assertThat(changed.text("scope")).isEqualTo("spark:messages_read");
        assertThat(changed.json().path("redirect_uris"))
                .extracting(JsonNode::asText)
                .containsExactly("https://app.example/cb");
        assertThat(changed.json().has("logo_uri")).isFalse();
        assertThat(changed.json().has("client_secret")).isFalse();
        assertThat(token(changed)).isNotEmpty().isNotEqualTo(token(made));
        assertThat(read(made, token(changed)).text("client_name")).isEqualTo("Another name");
    }

    @Test
    void whatTheDeveloperSaidBesidesAndTheirBanStayThroughAChange() {
        Reply made = registered("spark:all", Map.of());
        String dev = KEYCLOAK.tokenOf("dev");
        String id = idOf(made, dev);
        String body = RunningSuite.registration(List.of("spark:all"), List.of())
                .replaceFirst("\\{", "{\"status\":\"disabled\",");
        assertThat(registry("PUT", id, body, dev).status()).isEqualTo(200);
        assertThat(change(made, token(made), metadata("spark:all", Map.of())).status())
                .isEqualTo(200);
        Reply after = registry("GET", id, "", dev);
        assertThat(after.text("status")).isEqualTo("disabled");
        assertThat(after.text("description")).isEqualTo("Checks everything.");
        assertThat(after.text("name")).isEqualTo("Registered by itself");
    }

    @Test
    void aChangeThatIsRefusedChangesNothing() {
        Reply made = registered("spark:all", Map.of());
        Reply refused = change(made, token(made), metadata("spark:all spark:rooms_read", Map.of()));
        assertRefused(refused, 400, "invalid_client_metadata");
        assertThat(refused.text("error_description")).contains("spark:rooms_read");
        Reply read = read(made, token(made));
        assertThat(read.text("scope")).isEqualTo("spark:all");
        assertThat(token(read)).isEqualTo(token(made));
    }

    @Test
    void aChangeMustNameTheClientAndNoOther() {
        Reply made = registered("spark:all", Map.of());
        Map<String, Object> other = metadata("spark:all", Map.of("client_id", "somebody"));
        assertRefused(change(made, token(made), other), 400, "invalid_client_metadata");
        Reply unnamed = manage("PUT", made, token(made), Registrar.json(metadata("spark:all", Map.of())));
        assertRefused(unnamed, 400, "invalid_client_metadata");
        assertThat(unnamed.text("error_description")).startsWith("client_id: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registration_access_token",
                "registration_client_uri",
                "client_secret_expires_at",
                "client_id_issued_at"
            })
    void aChangeMustNotSayWhatIsTheServersToSay(String member) {
        Reply made = registered("spark:all", Map.of());
        Reply refused = change(
                made,
                token(made),
                metadata("spark:all", Map.of(member, made.json().get(member))));
        assertRefused(refused, 400, "invalid_client_metadata");
        assertThat(refused.text("error_description")).startsWith(member + ": ");
    }

    @Test
    void aSecretInAChangeMustBeThePresentOne() {
        Reply made = registered("spark:all", Map.of());
        assertRefused(
                change(made, token(made), metadata("spark:all", Map.of("client_secret", "of my choice"))),
                400,
                "invalid_client_metadata");
        String secret = made.text("client_secret");
        assertThat(change(made, token(made), metadata("spark:all", Map.of("client_secret", secret)))
                        .status())
                .isEqualTo(200);
        Reply without = registered("spark:all", PUBLIC);
        assertRefused(
                change(without, token(without), metadata("spark:all", Map.of("client_secret", secret))),
                400,
                "invalid_client_metadata");
    }

    @Test
    void aClientThatBeginsToAuthenticateIsGivenASecretAndCannotGoBack() {
        Reply made = registered("spark:all", PUBLIC);
        Map<String, Object> confidential = metadata(
                "spark:all",
                Map.of(
                        "token_endpoint_auth_method",
                        "client_secret_basic",
                        "grant_types",
                        List.of("authorization_code", "client_credentials")));
        Reply changed = change(made, token(made), confidential);
        assertThat(changed.text("client_secret")).hasSize(43);
        assertThat(changed.json().path("client_secret_expires_at").asLong(-1)).isZero();
        assertThat(client(changed).token(OWN).status()).isEqualTo(200);
        Reply back = change(made, token(changed), metadata("spark:all", PUBLIC));
        assertRefused(back, 400, "invalid_client_metadata");
        assertThat(back.text("error_description")).startsWith("token_endpoint_auth_method: ");
        assertThat(client(changed).token(OWN).status()).isEqualTo(200);
    }

    @Test
    void aClientThatDeletesItselfIsGoneWithItsGrantsAndTokens() {
        Reply made = registered("spark:all", Map.of("grant_types", List.of("authorization_code", "refresh_token")));
        Granted granted = grant("alice", client(made), "spark:all");
        assertThat(delete(made, token(made)).status()).isEqualTo(204);
        assertInvalid(read(made, token(made)));
        assertInvalid(delete(made, token(made)));
        assertThat(granted.integration().refresh(granted.refreshToken()).text("error"))
                .isEqualTo("invalid_client");
        Reply introspected =
                REQUESTS.send(Requests.form(AT.auth() + "/v1/introspect", Map.of("token", granted.accessToken()))
                        .header("Authorization", "Bearer " + API.platformToken()));
        assertThat(introspected.json().path("active").asBoolean(true)).isFalse();
    }
}
