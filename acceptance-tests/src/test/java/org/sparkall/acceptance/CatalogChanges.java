package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkall.acceptance.RunningSuite.API;
import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.REQUESTS;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.sparkall.localstack.journey.Reply;

/** Scopes that a test adds to the running suite's catalog, and takes out again when it is over. */
final class CatalogChanges implements AutoCloseable {

    private final String mark = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> added = new ArrayList<>();

    /** A scope's definition. */
    static String scope(String kind, String title, boolean sensitive, boolean deprecated) {
        return """
                {"kind":"%s","group":"tests","title":"%s","description":"Made by a test.","sensitive":%s,"deprecated":%s}
                """.formatted(kind, title, sensitive, deprecated);
    }

    String name(String kind, String what) {
        return (kind.equals("user") ? "spark:" : "spark-admin:") + mark + "_" + what;
    }

    /** Adds a scope and returns its name. */
    String add(String kind, String what, boolean sensitive) {
        String name = name(kind, what);
        Reply reply = API.operateCatalog("PUT", "/scopes/" + name, scope(kind, "Test " + what, sensitive, false));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.json().path("difference").path("added")).hasSize(1);
        added.add(name);
        return name;
    }

    /** Adds ordinary user scopes as one version. */
    void addTogether(String... names) {
        String changes = String.join(
                ",",
                Arrays.stream(names)
                        .map(it ->
                                "{\"name\":\"" + it + "\",\"scope\":" + scope("user", "Together", false, false) + "}")
                        .toList());
        Reply reply = API.operateCatalog("POST", "/catalog/versions", "{\"changes\":[" + changes + "]}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        added.addAll(List.of(names));
    }

    /** Is not there any more. */
    void forget(String name) {
        added.remove(name);
    }

    /** The present version. */
    static int version() {
        return REQUESTS.get(URI.create(AT.policy() + "/v1/scopes?group=none"))
                .json()
                .path("version")
                .asInt();
    }

    /** Waits until every service goes by the catalog that the policy service has published last. */
    static void awaitEverywhere() {
        int newest = API.operateCatalog("GET", "/catalog/versions?limit=1", "")
                .json()
                .path("items")
                .path(0)
                .path("version")
                .asInt();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> version() == newest && supported() == known());
        // The realm, too: what people hold comes from there.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> REQUESTS.get(URI.create(AT.policy() + "/q/metrics"))
                        .body()
                        .contains("sparkall_keycloak_catalog_version " + newest + ".0"));
    }

    /** How many scopes of the catalog auth-service names; those by which integrations manage their grants are none of it. */
    private static int supported() {
        JsonNode metadata = REQUESTS.get(URI.create(AT.auth() + "/.well-known/oauth-authorization-server"))
                .json();
        int count = 0;
        for (JsonNode scope : metadata.path("scopes_supported")) {
            if (!scope.asText().startsWith("grant_management_")) count++;
        }
        return count;
    }

    private static int known() {
        JsonNode catalog = REQUESTS.get(URI.create(AT.policy() + "/v1/scopes")).json();
        return catalog.path("scopes").size() + catalog.path("aggregates").size();
    }

    static Reply deprecate(String name, String kind, boolean sensitive) {
        return API.operateCatalog("PUT", "/scopes/" + name, scope(kind, "Test", sensitive, true));
    }

    @Override
    public void close() {
        if (added.isEmpty()) return;
        added.forEach(it -> deprecate(it, it.startsWith("spark-admin:") ? "admin" : "user", false));
        String removals = String.join(
                ",",
                added.stream()
                        .map(it -> "{\"name\":\"" + it + "\",\"remove\":\"scope\"}")
                        .toList());
        // The local suite's deprecation period is two seconds.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Reply reply = API.operateCatalog("POST", "/catalog/versions", "{\"changes\":[" + removals + "]}");
                    return reply.status() == 200;
                });
        awaitEverywhere();
    }
}
