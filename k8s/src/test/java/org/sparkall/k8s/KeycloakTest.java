package org.sparkall.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloakTest {

    private static final JsonNode GUARDED = spec(Installations.GUARDED);
    private static final JsonNode HA = spec(Installations.HA);

    @Test
    void withACertificateOfItsOwnItSpeaksHttpsOnly() throws IOException {
        assertThat(GUARDED.path("http").toString()).isEqualTo("{\"tlsSecret\":\"keycloak-tls\"}");
        assertThat(HA.path("http").toString()).isEqualTo("{\"httpEnabled\":true}");
        for (String service : List.of("auth-service", "consent-service", "scope-policy-service")) {
            assertThat(env(Installations.GUARDED, service, "QUARKUS_OIDC_AUTH_SERVER_URL"))
                    .isEqualTo("https://spark-keycloak-service:8443/realms/spark");
            assertThat(env(Installations.HA, service, "QUARKUS_OIDC_AUTH_SERVER_URL"))
                    .isEqualTo("http://spark-keycloak-service:8080/realms/spark");
        }
        JsonNode route = Installations.GUARDED.object("HTTPRoute", "spark-keycloak");
        assertThat(route.findValues("port")).isNotEmpty().allMatch(it -> it.asInt() == 8443);
        JsonNode policy = Installations.GUARDED.object("BackendTLSPolicy", "spark-keycloak");
        assertThat(policy.at("/spec/validation/hostname").asText()).isEqualTo("spark-keycloak-service");
        assertThat(policy.at("/spec/validation/caCertificateRefs/0/name").asText())
                .isEqualTo("own-authority");
        JsonNode monitor = Installations.GUARDED.object("ServiceMonitor", "spark-keycloak");
        assertThat(monitor.at("/spec/endpoints/0/scheme").asText()).isEqualTo("https");
        assertThat(monitor.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedByAll() throws IOException {
        assertThat(GUARDED.at("/truststores/authority/secret/name").asText()).isEqualTo("own-authority");
        assertThat(HA.path("truststores").isMissingNode()).isTrue();
        for (String service : List.of("auth-service", "consent-service", "scope-policy-service")) {
            JsonNode pod = Installations.GUARDED
                    .object("Deployment", "spark-" + service)
                    .at("/spec/template/spec");
            assertThat(env(Installations.GUARDED, service, "QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME"))
                    .isEqualTo("keycloak");
            String file = env(Installations.GUARDED, service, "QUARKUS_TLS_KEYCLOAK_TRUST_STORE_PEM_CERTS");
            assertThat(pod.at("/containers/0/volumeMounts"))
                    .anySatisfy(it -> assertThat(it.path("mountPath").asText() + "/ca.crt")
                            .isEqualTo(file));
            assertThat(pod.path("volumes"))
                    .anySatisfy(it ->
                            assertThat(it.at("/secret/secretName").asText()).isEqualTo("own-authority"));
        }
    }

    /** {@code QUARKUS_OIDC_TLS_TLS_CONFIGURATION_NAME} says it for all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "consent-service", "scope-policy-service"})
    void eachWayOfAServiceToKeycloakGoesByThatAuthority(String service) throws IOException {
        Properties settings = new Properties();
        try (InputStream in =
                Files.newInputStream(Path.of("..", service, "src/main/resources/application.properties"))) {
            settings.load(in);
        }
        List<String> ways = settings.stringPropertyNames().stream()
                .filter(it -> it.matches("quarkus\\.(oidc|oidc-client|keycloak\\.admin-client)\\..*server-url"))
                .filter(it -> !it.equals("quarkus.oidc.auth-server-url"))
                .toList();
        assertThat(ways).isNotEmpty().allSatisfy(it -> {
            String client = it.replaceFirst("(auth-)?server-url$", "");
            String name = client.contains("admin-client") ? "" : "tls.";
            assertThat(settings.getProperty(client + name + "tls-configuration-name"))
                    .isEqualTo("${quarkus.oidc.tls.tls-configuration-name:}");
        });
    }

    @Test
    void itBelievesItsProxiesAndNobodyElse() {
        assertThat(GUARDED.path("additionalOptions")).anySatisfy(it -> {
            assertThat(it.path("name").asText()).isEqualTo("proxy-trusted-addresses");
            assertThat(it.path("value").asText()).isEqualTo("10.0.0.0/8,192.168.1.1");
        });
        assertThat(GUARDED.at("/proxy/headers").asText()).isEqualTo("xforwarded");
    }

    @Test
    void itsConsoleHasAHostOfItsOwnOrNone() throws IOException {
        assertThat(GUARDED.at("/hostname/admin").asText()).isEqualTo("https://id-admin.example.com");
        JsonNode console = Installations.GUARDED.object("HTTPRoute", "spark-keycloak-admin");
        assertThat(console.at("/spec/hostnames/0").asText()).isEqualTo("id-admin.example.com");
        assertThat(console.at("/spec/parentRefs/0/sectionName").asText()).isEqualTo("admin");
        assertThat(console.at("/metadata/annotations").path("example.com/allow").asText())
                .isEqualTo("office");
        assertThat(paths(console)).containsExactly("/admin", "/resources");
        JsonNode people = Installations.GUARDED.object("HTTPRoute", "spark-keycloak");
        assertThat(paths(people)).containsExactlyInAnyOrder("/realms/spark", "/realms/master", "/resources");
        assertThat(HA.at("/hostname/admin").isMissingNode()).isTrue();
        assertThat(Installations.HA.all("Ingress"))
                .extracting(it -> it.at("/metadata/name").asText())
                .doesNotContain("spark-keycloak-admin");
        assertThat(Installations.HA.object("Ingress", "spark-keycloak").findValuesAsText("path"))
                .containsExactly("/realms/spark", "/resources");
    }

    @Test
    void itsImageAndTheWayItIsReplacedAreChosen() {
        assertThat(GUARDED.path("image").asText()).isEqualTo("registry.example.com/keycloak@sha256:" + "a".repeat(64));
        assertThat(GUARDED.at("/update/strategy").asText()).isEqualTo("Auto");
        assertThat(HA.at("/update/strategy").asText()).isEqualTo("RecreateOnImageChange");
    }

    @Test
    void whoMayReachItIsSaid() {
        for (String way : List.of("http", "https")) {
            assertThat(GUARDED.at("/networkPolicy/" + way).toString())
                    .contains("10.9.0.0/16")
                    .contains("envoy")
                    .contains("spark-all");
        }
    }

    private static List<String> paths(JsonNode route) {
        return route.findValuesAsText("value");
    }

    private static String env(Chart chart, String service, String name) throws IOException {
        JsonNode deployment = chart.object("Deployment", "spark-" + service);
        for (JsonNode it : deployment.at("/spec/template/spec/containers/0/env")) {
            if (it.path("name").asText().equals(name)) return it.path("value").asText();
        }
        throw new AssertionError(service + " has no " + name);
    }

    private static JsonNode spec(Chart chart) {
        try {
            return chart.object("Keycloak", "spark-keycloak").path("spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
