package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.Requests;

/** Keycloak's realm follows the catalog, and what somebody changed there by hand is seen and mended. */
class RealmSyncIT {

    private static final String REALM = AT.keycloak() + "/admin/realms/spark";

    private final String admin = administrator();

    @Test
    void theCompositeIsTheCatalogsWithinFiveSecondsOfAChange() {
        assertThat(composite()).isEqualTo(userScopes()).hasSizeGreaterThanOrEqualTo(42);
        try (CatalogChanges catalog = new CatalogChanges()) {
            String ordinary = catalog.add("user", "sync", false);
            String compliance = catalog.add("admin", "sync", true);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> composite().contains(ordinary));
            assertThat(composite()).isEqualTo(userScopes()).doesNotContain(compliance);
            CatalogChanges.awaitEverywhere();
            assertThat(names(get("/roles/administrator/composites/realm"))).contains(compliance);
            JsonNode scope = clientScope(ordinary);
            assertThat(scope.path("attributes").path("spark.kind").asText()).isEqualTo("user");
            assertThat(names(get("/client-scopes/" + scope.path("id").asText() + "/scope-mappings/realm")))
                    .containsExactly(ordinary);
        }
        // What was removed is gone there, too.
        assertThat(composite()).isEqualTo(userScopes());
        assertThat(clientScopes()).noneMatch(it -> it.endsWith("_sync"));
    }

    @Test
    void whatWasChangedByHandIsReportedAndMendedByCommand() {
        CatalogChanges.awaitEverywhere();
        JsonNode adminRole = get("/roles/spark-admin:people_read").json();
        assertThat(send("POST", "/roles/spark:all/composites", "[" + adminRole + "]")
                        .status())
                .isEqualTo(204);
        String id = clientScope("spark:teams_read").path("id").asText();
        assertThat(send("DELETE", "/client-scopes/" + id, "").status()).isEqualTo(204);

        List<String> drift = drift(API.operateCatalog("GET", "/catalog/realm", ""));
        assertThat(drift)
                .anySatisfy(it -> assertThat(it).isEqualTo("role spark:all bundles too much: spark-admin:people_read"))
                .anySatisfy(it -> assertThat(it).isEqualTo("client scope spark:teams_read is missing"));
        // Looking has changed nothing.
        assertThat(composite()).contains("spark-admin:people_read");

        Reply repaired = API.operateCatalog("POST", "/catalog/realm/repair", "");
        assertThat(drift(repaired)).containsAll(drift);
        assertThat(drift(API.operateCatalog("GET", "/catalog/realm", ""))).isEmpty();
        assertThat(composite()).isEqualTo(userScopes());
        String metrics = REQUESTS.get(URI.create(AT.policy() + "/q/metrics")).body();
        assertThat(metrics).contains("sparkall_keycloak_drift 0.0");
    }

    @Test
    void onlyACatalogOperatorMayLookAndMend() {
        assertThat(API.operateCatalog("alice", "GET", "/catalog/realm", "").status())
                .isEqualTo(403);
        assertThat(API.operateCatalog("ada", "POST", "/catalog/realm/repair", "")
                        .status())
                .isEqualTo(403);
        assertThat(REQUESTS.get(URI.create(AT.policy() + "/v1/catalog/realm")).status())
                .isEqualTo(401);
    }

    private Set<String> composite() {
        return new HashSet<>(names(get("/roles/spark:all/composites/realm")));
    }

    private static Set<String> userScopes() {
        return new HashSet<>(names(REQUESTS.get(URI.create(AT.policy() + "/v1/scopes?kind=user"))
                .json()
                .path("scopes")));
    }

    private JsonNode clientScope(String name) {
        for (JsonNode scope : get("/client-scopes").json()) {
            if (scope.path("name").asText().equals(name)) return scope;
        }
        throw new AssertionError("no client scope " + name);
    }

    private List<String> clientScopes() {
        return names(get("/client-scopes"));
    }

    private static List<String> names(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return names(reply.json());
    }

    private static List<String> names(JsonNode items) {
        return items.findValuesAsText("name");
    }

    private static List<String> drift(Reply report) {
        assertThat(report.status()).as(report.body()).isEqualTo(200);
        return report.json().path("drift").valueStream().map(JsonNode::asText).toList();
    }

    private Reply get(String path) {
        return REQUESTS.send(Requests.to(REALM + path).header("Authorization", "Bearer " + admin));
    }

    private Reply send(String method, String path, String body) {
        return REQUESTS.send(Requests.json(REALM + path, body)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + admin));
    }

    /** The token of Keycloak's own administrator, which only a local Keycloak has by this password. */
    private static String administrator() {
        return REQUESTS.send(Requests.form(
                        AT.keycloak() + "/realms/master/protocol/openid-connect/token",
                        Map.of(
                                "grant_type", "password",
                                "client_id", "admin-cli",
                                "username", "admin",
                                "password", "admin")))
                .text("access_token");
    }
}
