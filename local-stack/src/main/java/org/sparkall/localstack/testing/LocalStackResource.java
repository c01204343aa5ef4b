package org.sparkall.localstack.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.localstack.kafka.KafkaAccess;
import org.sparkall.localstack.kafka.KafkaBroker;
import org.sparkall.localstack.keycloak.KeycloakServer;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.postgres.Postgres;

/**
 * Real parts for a {@code @QuarkusTest}: a Kafka of its own, an empty database, and Keycloak with the local realm. PostgreSQL and
 * Keycloak are those of {@link TestEnvironment} when they are named there, and are started otherwise.
 */
public final class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    private static final String PASSWORD = "test";

    private final Deque<Part> started = new ArrayDeque<>();
    private final String database = "test_" + UUID.randomUUID().toString().replace("-", "");
    private Path folder = Path.of("target");

    @Override
    public Map<String, String> start() {
        folder = temporaryFolder();
        String postgres =
                Optional.ofNullable(System.getenv(TestEnvironment.POSTGRES)).orElseGet(this::startPostgres);
        Postgres.ensureDatabase(postgres, database, PASSWORD);
        int port = Ports.free();
        KafkaAccess access = new KafkaAccess(user -> PASSWORD);
        KafkaBroker kafka =
                started(new KafkaBroker(port, port, folder.resolve("kafka"), folder.resolve("kafka.log"), access));
        String keycloak =
                Optional.ofNullable(System.getenv(TestEnvironment.KEYCLOAK)).orElseGet(() -> startKeycloak(postgres));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.datasource.jdbc.url", databaseUrl(postgres, database));
        settings.put("quarkus.datasource.username", database);
        settings.put("quarkus.datasource.password", PASSWORD);
        // Tests of a service also say what other services would.
        access.operator(kafka.address()).forEach((key, value) -> settings.put("kafka." + key, value));
        settings.put("quarkus.oidc.auth-server-url", keycloak + "/realms/spark");
        return settings;
    }

    private String startPostgres() {
        Postgres postgres =
                started(new Postgres(Ports.free(), folder.resolve("postgresql"), folder.resolve("postgresql.log")));
        return postgres.adminUrl("postgres");
    }

    private String startKeycloak(String postgres) {
        Postgres.ensureDatabase(postgres, "keycloak", PASSWORD);
        int port = Ports.free();
        return started(new KeycloakServer(
                        port,
                        Ports.free(),
                        "http://localhost:" + port,
                        databaseUrl(postgres, "keycloak"),
                        PASSWORD,
                        "http://localhost:8081",
                        folder.resolve("keycloak.log")))
                .address();
    }

    private <P extends Part> P started(P part) {
        started.push(part);
        part.start();
        return part;
    }

    /** The address of another database at the same server. */
    private static String databaseUrl(String adminUrl, String database) {
        return adminUrl.replaceFirst("/postgres(\\?.*)?$", "/" + database);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Project.data().resolve("tests")), "parts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        while (!started.isEmpty()) started.pop().close();
    }
}
