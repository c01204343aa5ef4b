package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.KEYCLOAK;
import static org.sparkall.acceptance.RunningSuite.REDIRECT_URI;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;
import static org.sparkall.acceptance.RunningSuite.assertRefused;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** How integrations register and manage themselves (RFC 7591, RFC 7592), as tests do it. */
final class Registrar {

    static final String REGISTER = AT.auth() + "/v1/register";
    static final String TOKENS = AT.auth() + "/v1/registration-tokens";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Registrar() {}

    /** An initial access token of {@code dev} for so many registrations. */
    static String initialToken(int uses) {
        return issueToken("{\"uses\":%d,\"label\":\"Acceptance\"}".formatted(uses), KEYCLOAK.tokenOf("dev"))
                .text("token");
    }

    static Reply issueToken(String body, String developer) {
        return REQUESTS.send(Requests.json(TOKENS, body).header("Authorization", "Bearer " + developer));
    }

    static Reply tokens(String method, String path, String developer) {
        return REQUESTS.send(Requests.to(TOKENS + path)
                .method(method, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + developer));
    }

    /** Registers with a token of its own. */
    static Reply register(Map<String, ?> metadata) {
        return register(initialToken(1), metadata);
    }

    static Reply register(String token, Map<String, ?> metadata) {
        return REQUESTS.send(Requests.json(REGISTER, json(metadata)).header("Authorization", "Bearer " + token));
    }

    /** Metadata of a client with this scope, and more. */
    static Map<String, Object> metadata(String scope, Map<String, ?> more) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("client_name", "Registered by itself");
        metadata.put("redirect_uris", List.of(REDIRECT_URI));
        metadata.put("scope", scope);
        metadata.putAll(more);
        return metadata;
    }

    /** A client that has just registered. */
    static Reply registered(String scope, Map<String, ?> more) {
        Reply reply = register(metadata(scope, more));
        if (reply.status() != 201) throw new AssertionError("not registered: " + reply.body());
        return reply;
    }

    static IntegrationClient client(Reply registered) {
        return new IntegrationClient(AT, registered.text("client_id"), registered.text("client_secret"), REDIRECT_URI);
    }

    static String token(Reply registered) {
        return registered.text("registration_access_token");
    }

    static Reply read(Reply registered, String token) {
        return manage("GET", registered, token, "");
    }

    static Reply delete(Reply registered, String token) {
        return manage("DELETE", registered, token, "");
    }

    /** Replaces the registration; the client's identifier goes without saying. */
    static Reply change(Reply registered, String token, Map<String, ?> metadata) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_id", registered.text("client_id"));
        body.putAll(metadata);
        return manage("PUT", registered, token, json(body));
    }

    static Reply manage(String method, Reply registered, String token, String body) {
        return REQUESTS.send(Requests.to(registered.text("registration_client_uri"))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token));
    }

    static String json(Map<String, ?> members) {
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a client in the list of its developer. */
    static String idOf(Reply made, String dev) {
        String after = "";
        do {
            Reply page = registry("GET", "?limit=200" + after, "", dev);
            for (JsonNode it : page.json().path("items")) {
                if (it.path("client_id").asText().equals(made.text("client_id")))
                    return it.path("id").asText();
            }
            after = page.text("next").isEmpty() ? "" : "&after=" + page.text("next");
        } while (!after.isEmpty());
        throw new AssertionError("not in the developer's list");
    }

    /** A call of the registry of developers. */
    static Reply registry(String method, String path, String body, String dev) {
        String separator = path.startsWith("?") || path.isEmpty() ? "" : "/";
        return REQUESTS.send(Requests.to(AT.auth() + "/v1/integrations" + separator + path)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + dev));
    }

    /** Refused as a token that is good for nothing (RFC 6750 section 3.1). */
    static void assertInvalid(Reply reply) {
        assertRefused(reply, 401, "invalid_token");
        assertThat(reply.headers().firstValue("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    }
}
