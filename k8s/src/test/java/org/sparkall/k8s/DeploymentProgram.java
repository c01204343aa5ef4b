package org.sparkall.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkall.localstack.service.ServiceProgram;

/**
 * A service as the Deployment that the chart renders, run by {@code podman play kube}: its image, its user, its file system and what starts
 * before it are the chart's. As there is one network for all, each service listens at a port of its own, and nothing is asked through a
 * cluster's names.
 */
final class DeploymentProgram implements ServiceProgram {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** What only a cluster has: other addresses in it than outside, and https before everything. */
    private static final List<String> ADDRESSES = List.of(
            "SPARKALL_ISSUER",
            "SPARKALL_CONSENT_SERVICE_URL",
            "SPARKALL_CONSENT_PUBLIC_URL",
            "SPARKALL_AUTH_SERVICE_URL",
            "SPARKALL_PUBLIC_URL",
            "SPARKALL_CONSENT_ALLOWED_RETURN_PREFIXES",
            "SPARKALL_TOKEN_ISSUER",
            "SPARKALL_TOKEN_JWKS_URL");

    private final String service;
    private final String keycloakSecret;
    private final Path folder;

    /**
     * @param keycloakSecret of the service's client at Keycloak
     * @param folder for what is rendered
     */
    DeploymentProgram(String service, String keycloakSecret, Path folder) {
        this.service = service;
        this.keycloakSecret = keycloakSecret;
        this.folder = folder;
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        Path file = folder.resolve(service + ".yaml");
        try {
            Files.createDirectories(folder);
            StringBuilder documents = new StringBuilder();
            for (JsonNode secret : secrets(settings)) documents.append(YAML.writeValueAsString(secret));
            documents.append(YAML.writeValueAsString(deployment(settings)));
            Files.writeString(file, documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What is begun lives as long as the pod, and takes it along.
        String pod = "spark-" + service + "-pod";
        return List.of("bash", "-c", """
                trap 'podman play kube --down "$1"; exit 0' TERM INT
                podman play kube --down "$1" >/dev/null 2>&1
                podman play kube "$1" || exit 1
                podman pod logs -f %s &
                while [ "$(podman pod inspect --format '{{.State}}' %s)" = Running ]; do sleep 1; done
                exit 1
                """.formatted(pod, pod), service, file.toString());
    }

    /** The rendered one, on this machine's network. */
    private JsonNode deployment(Map<String, String> settings) throws IOException {
        ObjectNode deployment = (ObjectNode) chart(settings).object("Deployment", "spark-" + service);
        ObjectNode pod = (ObjectNode) deployment.at("/spec/template/spec");
        pod.put("hostNetwork", true);
        for (String kind : List.of("initContainers", "containers")) {
            for (JsonNode container : pod.path(kind)) onThisNetwork((ObjectNode) container, settings);
        }
        return deployment;
    }

    private static void onThisNetwork(ObjectNode container, Map<String, String> settings) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals("QUARKUS_HTTP_PORT"))
                ((ObjectNode) variable).put("value", settings.get("QUARKUS_HTTP_PORT"));
        }
        container.remove("ports");
        // podman asks probes with a program in the image, where there is none; the test asks them itself.
        container.remove(List.of("startupProbe", "livenessProbe", "readinessProbe"));
    }

    private Chart chart(Map<String, String> settings) throws JsonProcessingException {
        String[] database = settings.get("QUARKUS_DATASOURCE_JDBC_URL").split("[/:?]+", -1);
        Map<String, Object> own = new TreeMap<>();
        List<Map<String, String>> environment = new ArrayList<>();
        ADDRESSES.stream()
                .filter(settings::containsKey)
                .forEach(name -> environment.add(Map.of("name", name, "value", settings.get(name))));
        own.put("env", environment);
        own.put("replicas", 1);
        return Chart.with("values-small.yaml", "")
                .and(YAML.writeValueAsString(Map.of(
                        "global",
                        Map.of(
                                "images",
                                Map.of("registry", "localhost/spark-all", "tag", "0.1.0"),
                                "secrets",
                                Map.of("mode", "existing"),
                                "postgresql",
                                Map.of(
                                        "mode",
                                        "existing",
                                        "host",
                                        database[2],
                                        "port",
                                        Integer.parseInt(database[3]),
                                        "sslMode",
                                        "disable"),
                                "kafka",
                                Map.of(
                                        "mode",
                                        "existing",
                                        "bootstrapServers",
                                        settings.get("KAFKA_BOOTSTRAP_SERVERS"),
                                        "securityProtocol",
                                        settings.get("KAFKA_SECURITY_PROTOCOL"),
                                        "saslMechanism",
                                        settings.get("KAFKA_SASL_MECHANISM"),
                                        "replicationFactor",
                                        1),
                                "keycloak",
                                Map.of("mode", "existing", "internalUrl", keycloak(settings))),
                        service,
                        own)));
    }

    private static String keycloak(Map<String, String> settings) {
        String realm = settings.get("QUARKUS_OIDC_AUTH_SERVER_URL");
        return realm.substring(0, realm.indexOf("/realms/"));
    }

    private List<JsonNode> secrets(Map<String, String> settings) {
        String database = settings.get("QUARKUS_DATASOURCE_USERNAME");
        return List.of(
                secret(
                        service,
                        Map.of(
                                "master-key",
                                settings.get("SPARKALL_SECRETS_MASTER_KEY"),
                                "keycloak-secret",
                                keycloakSecret)),
                secret(
                        "db-" + database,
                        Map.of("username", database, "password", settings.get("QUARKUS_DATASOURCE_PASSWORD"))),
                secret("kafka-" + service, Map.of("sasl.jaas.config", settings.get("KAFKA_SASL_JAAS_CONFIG"))));
    }

    private static JsonNode secret(String what, Map<String, String> values) {
        ObjectNode secret = YAML.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        secret.putObject("metadata").put("name", Chart.RELEASE + "-" + what);
        ObjectNode data = secret.putObject("data");
        values.forEach((key, value) ->
                data.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return secret;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Duration patienceAtStop() {
        return Duration.ofMinutes(1);
    }
}
