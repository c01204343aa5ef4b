package org.sparkall.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    private static final JsonMapper JSON = new JsonMapper();

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
    private final Path folder;

    /**
     * @param folder for what is rendered
     */
    DeploymentProgram(String service, Path folder) {
        this.service = service;
        this.folder = folder;
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, Map<String, String>> secret :
                    secrets(settings).entrySet())
                write(secret.getKey() + ".secret", JSON.writeValueAsString(encoded(secret.getValue())));
            write(service + ".yaml", YAML.writeValueAsString(deployment(settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // What is begun lives as long as the pod, and takes it along. podman 4 keeps a Secret as the JSON of its data,
        // each value in base64.
        return List.of(
                "bash", "-c", """
                service=$1 pod=spark-$1-pod-0
                shift
                end() {
                  podman play kube --down $service.yaml
                  for secret in "$@"; do podman secret rm spark-$secret; done
                }
                trap 'end "$@"; exit 0' TERM INT
                end "$@" >/dev/null 2>&1
                for secret in "$@"; do podman secret create spark-$secret $secret.secret || exit 1; done
                podman play kube $service.yaml || exit 1
                podman logs -f $pod-$service &
                while [ "$(podman inspect --format '{{.State.Running}}' $pod-$service)" = true ]; do sleep 1; done
                exit 1
                """, "deployment", service, "db-" + database(settings), service, "kafka-" + service);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    /** The rendered one, on this machine's network. */
    private JsonNode deployment(Map<String, String> settings) throws IOException {
        ObjectNode deployment = (ObjectNode) chart(settings).object("Deployment", "spark-" + service);
        ObjectNode pod = (ObjectNode) deployment.at("/spec/template/spec");
        pod.put("hostNetwork", true);
        // podman keeps an emptyDir as a volume of that name, which pods of other services would share.
        ((ObjectNode) pod.path("volumes").path(0)).put("name", service + "-tmp");
        // podman begins what ran before a service again and again otherwise, as if it were one.
        pod.put("restartPolicy", "Never");
        for (String kind : List.of("initContainers", "containers")) {
            for (JsonNode container : pod.path(kind)) onThisNetwork((ObjectNode) container, settings);
        }
        return deployment;
    }

    private void onThisNetwork(ObjectNode container, Map<String, String> settings) {
        for (JsonNode variable : container.path("env")) {
            if (variable.path("name").asText().equals("QUARKUS_HTTP_PORT"))
                ((ObjectNode) variable).put("value", settings.get("QUARKUS_HTTP_PORT"));
        }
        for (JsonNode mount : container.path("volumeMounts")) {
            if (mount.path("name").asText().equals("tmp")) ((ObjectNode) mount).put("name", service + "-tmp");
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
                        "networkPolicies",
                        Map.of("enabled", false),
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

    private Map<String, Map<String, String>> secrets(Map<String, String> settings) {
        return Map.of(
                service,
                Map.of(
                        "master-key",
                        settings.get("SPARKALL_SECRETS_MASTER_KEY"),
                        "keycloak-secret",
                        keycloakSecret(settings)),
                "db-" + database(settings),
                Map.of("username", database(settings), "password", settings.get("QUARKUS_DATASOURCE_PASSWORD")),
                "kafka-" + service,
                Map.of("sasl.jaas.config", settings.get("KAFKA_SASL_JAAS_CONFIG")));
    }

    /** The policy service uses its client for nothing but the catalog in the realm. */
    private static String keycloakSecret(Map<String, String> settings) {
        String sync = settings.get("SPARKALL_KEYCLOAK_SYNC_SECRET");
        return sync == null ? settings.get("QUARKUS_OIDC_CREDENTIALS_SECRET") : sync;
    }

    private static String database(Map<String, String> settings) {
        return settings.get("QUARKUS_DATASOURCE_USERNAME");
    }

    private static Map<String, String> encoded(Map<String, String> values) {
        Map<String, String> encoded = new TreeMap<>();
        values.forEach((key, value) ->
                encoded.put(key, Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8))));
        return encoded;
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
