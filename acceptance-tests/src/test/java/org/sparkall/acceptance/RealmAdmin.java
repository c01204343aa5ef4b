package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** The local Keycloak's own administrator. */
final class RealmAdmin {

    private static final String REALM = AT.keycloak() + "/admin/realms/spark";

    private final String token = REQUESTS.send(Requests.form(
                    AT.keycloak() + "/realms/master/protocol/openid-connect/token",
                    Map.of(
                            "grant_type", "password",
                            "client_id", "admin-cli",
                            "username", "admin",
                            "password", "admin")))
            .text("access_token");

    /** What the role {@code spark:all} bundles. */
    Set<String> composite() {
        return new HashSet<>(names(get("/roles/spark:all/composites/realm")));
    }

    JsonNode clientScope(String name) {
        for (JsonNode scope : get("/client-scopes").json()) {
            if (scope.path("name").asText().equals(name)) return scope;
        }
        throw new AssertionError("no client scope " + name);
    }

    static List<String> names(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return names(reply.json());
    }

    static List<String> names(JsonNode items) {
        return items.findValuesAsText("name");
    }

    Reply get(String path) {
        return REQUESTS.send(Requests.to(REALM + path).header("Authorization", "Bearer " + token));
    }

    Reply send(String method, String path, String body) {
        return REQUESTS.send(Requests.json(REALM + path, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token));
    }
}
