package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Keycloak's admin API, as its own administrator uses it; undoes what it was told to, last first. */
final class KeycloakAdmin implements AutoCloseable {

    private static final String REALM = AT.keycloak() + "/admin/realms/spark";

    private final Deque<Runnable> undo = new ArrayDeque<>();

    Reply get(String path) {
        return send("GET", path, "");
    }

    Reply send(String method, String path, String body) {
        return REQUESTS.send(Requests.json(REALM + path, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token()));
    }

    /** As {@link #send}, and it must succeed. */
    Reply done(String method, String path, String body) {
        Reply reply = send(method, path, body);
        if (reply.status() / 100 != 2) throw new AssertionError(method + " " + path + ": " + reply.body());
        return reply;
    }

    /** Makes something, to be deleted at the end; its path. */
    String create(String path, String body) {
        String made = done("POST", path, body).headers().firstValue("Location").orElseThrow();
        String at = made.substring(REALM.length());
        atEnd(() -> done("DELETE", at, ""));
        return at;
    }

    void atEnd(Runnable step) {
        undo.push(step);
    }

    /** A new one each time: they last a minute. */
    private static String token() {
        return REQUESTS.send(Requests.form(
                        AT.keycloak() + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "username",
                                "admin",
                                "password",
                                "admin")))
                .text("access_token");
    }

    /** The client scope of this name. */
    JsonNode clientScope(String name) {
        for (JsonNode scope : get("/client-scopes").json()) {
            if (scope.path("name").asText().equals(name)) return scope;
        }
        throw new AssertionError("no client scope " + name);
    }

    /** What the role {@code spark:all} bundles. */
    Set<String> composite() {
        return new HashSet<>(names(get("/roles/spark:all/composites/realm")));
    }

    /** The names of what was answered. */
    static List<String> names(Reply reply) {
        if (reply.status() != 200) throw new AssertionError(reply.status() + " " + reply.body());
        return reply.json().findValuesAsText("name");
    }

    String clientScopeId(String name) {
        return clientScope(name).path("id").asText();
    }

    @Override
    public void close() {
        while (!undo.isEmpty()) undo.pop().run();
    }
}
