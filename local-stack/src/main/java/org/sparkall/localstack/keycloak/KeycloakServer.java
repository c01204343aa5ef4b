package org.sparkall.localstack.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sparkall.keycloak.realm.RealmGenerator;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Project;

/** Keycloak in production mode with the local realm, on loopback ports, with its data in PostgreSQL. */
public final class KeycloakServer implements Part {

    private static final String REALM_FILE = "spark-realm-local.json";
    private static final List<String> BUILD_OPTIONS = List.of(
            "--db=postgres",
            "--health-enabled=true",
            "--metrics-enabled=true",
            "--event-metrics-user-enabled=true",
            "--cache=local");
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int port;
    private final int managementPort;
    private final String knownAddress;
    private final String databaseUrl;
    private final String databasePassword;
    private final String authService;
    private final ChildProcess server;
    private final KeycloakDistribution distribution;

    /**
     * @param managementPort where it tells of its health and metrics
     * @param knownAddress where browsers and services find it: its own address, or that of what stands before it
     * @param authService where the realm finds auth-service, to tell it of logouts
     */
    public KeycloakServer(
            int port,
            int managementPort,
            String knownAddress,
            String databaseUrl,
            String databasePassword,
            String authService,
            Path log) {
        this.port = port;
        this.managementPort = managementPort;
        this.knownAddress = knownAddress;
        this.databaseUrl = databaseUrl;
        this.databasePassword = databasePassword;
        this.authService = authService;
        this.server = new ChildProcess("keycloak", log);
        this.distribution = new KeycloakDistribution(List.of(Project.keycloakProvider()), BUILD_OPTIONS, log);
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public String address() {
        return "http://localhost:" + port;
    }

    /** The realm file that the build generated. */
    public static byte[] realmFile() {
        try (InputStream in = RealmGenerator.class.getResourceAsStream("/realm/" + REALM_FILE)) {
            return Objects.requireNonNull(in, REALM_FILE).readAllBytes();
        } catch (IOException e) {
            throw new LocalStackException("The generated realm cannot be read: build the project anew.", e);
        }
    }

    @Override
    public void start() {
        Path home = distribution.home();
        placeRealm(home);
        server.start(
                List.of(home.resolve("bin/kc.sh").toString(), "start", "--optimized", "--import-realm"),
                environment(),
                home);
        server.awaitReady(() -> Http.isOk("http://localhost:" + managementPort + "/health/ready"), PATIENCE);
    }

    /** A realm that is already in the database is left as it is; the suite drops the database when the file has changed. */
    private static void placeRealm(Path home) {
        try {
            Path folder = Files.createDirectories(home.resolve("data/import"));
            Path part = Files.createTempFile(folder, "realm", ".part");
            Files.write(part, realmFile());
            Files.move(
                    part,
                    folder.resolve(REALM_FILE),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalStackException("The realm cannot be placed for import below " + home + ".", e);
        }
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("JAVA_HOME", System.getProperty("java.home")),
                Map.entry("JAVA_OPTS_APPEND", "-Xmx700m"),
                Map.entry("KC_DB_URL", databaseUrl),
                Map.entry("KC_DB_USERNAME", "keycloak"),
                Map.entry("KC_DB_PASSWORD", databasePassword),
                Map.entry("KC_HTTP_ENABLED", "true"),
                Map.entry("KC_HTTP_HOST", "localhost"),
                Map.entry("KC_HTTP_PORT", Integer.toString(port)),
                Map.entry("KC_HTTP_MANAGEMENT_PORT", Integer.toString(managementPort)),
                Map.entry("KC_HTTP_METRICS_HISTOGRAMS_ENABLED", "true"),
                Map.entry("KC_HOSTNAME", knownAddress),
                Map.entry("SPARK_AUTH_URL", authService),
                Map.entry("KC_BOOTSTRAP_ADMIN_USERNAME", "admin"),
                Map.entry("KC_BOOTSTRAP_ADMIN_PASSWORD", "admin"));
    }

    @Override
    public Optional<ProcessHandle> process() {
        return server.handle();
    }

    @Override
    public void close() {
        distribution.close();
        server.close();
    }
}
