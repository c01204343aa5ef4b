package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.journey.Reply;

/** Keycloak's realm follows the catalog, and what somebody changed there by hand is seen and mended. */
class RealmSyncIT {

    private final KeycloakAdmin realm = new KeycloakAdmin();

    @Test
    void theCompositeIsTheCatalogsWithinFiveSecondsOfAChange() {
        assertThat(realm.composite()).isEqualTo(userScopes()).hasSizeGreaterThanOrEqualTo(42);
        try (CatalogChanges catalog = new CatalogChanges()) {
            String ordinary = catalog.add("user", "sync", false);
            String compliance = catalog.add("admin", "sync", true);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> realm.composite().contains(ordinary));
            assertThat(realm.composite()).isEqualTo(userScopes()).doesNotContain(compliance);
            CatalogChanges.awaitEverywhere();
            assertThat(KeycloakAdmin.names(realm.get("/roles/administrator/composites/realm")))
                    .contains(compliance);
            JsonNode scope = realm.clientScope(ordinary);
            assertThat(scope.path("attributes").path("spark.kind").asText()).isEqualTo("user");
            assertThat(KeycloakAdmin.names(
                            realm.get("/client-scopes/" + scope.path("id").asText() + "/scope-mappings/realm")))
                    .containsExactly(ordinary);
        }
        // What was removed is gone there, too.
        assertThat(realm.composite()).isEqualTo(userScopes());
        assertThat(KeycloakAdmin.names(realm.get("/client-scopes"))).noneMatch(it -> it.endsWith("_sync"));
    }

    @Test
    void whatWasChangedByHandIsReportedAndMendedByCommand() {
        CatalogChanges.awaitEverywhere();
        JsonNode adminRole = realm.get("/roles/spark-admin:people_read").json();
        assertThat(realm.send("POST", "/roles/spark:all/composites", "[" + adminRole + "]")
                        .status())
                .isEqualTo(204);
        String id = realm.clientScope("spark:teams_read").path("id").asText();
        assertThat(realm.send("DELETE", "/client-scopes/" + id, "").status()).isEqualTo(204);

        List<String> drift = drift(API.operateCatalog("GET", "/catalog/realm", ""));
        assertThat(drift)
                .anySatisfy(it -> assertThat(it).isEqualTo("role spark:all bundles too much: spark-admin:people_read"))
                .anySatisfy(it -> assertThat(it).isEqualTo("client scope spark:teams_read is missing"));
        // Looking has changed nothing.
        assertThat(realm.composite()).contains("spark-admin:people_read");

        Reply repaired = API.operateCatalog("POST", "/catalog/realm/repair", "");
        assertThat(drift(repaired)).containsAll(drift);
        assertThat(drift(API.operateCatalog("GET", "/catalog/realm", ""))).isEmpty();
        assertThat(realm.composite()).isEqualTo(userScopes());
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

    private static Set<String> userScopes() {
        return new HashSet<>(REQUESTS.get(URI.create(AT.policy() + "/v1/scopes?kind=user"))
                .json()
                .path("scopes")
                .findValuesAsText("name"));
    }

    private static List<String> drift(Reply report) {
        assertThat(report.status()).as(report.body()).isEqualTo(200);
        return report.json().path("drift").valueStream().map(JsonNode::asText).toList();
    }
}
