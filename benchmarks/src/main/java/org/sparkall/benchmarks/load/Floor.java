package org.sparkall.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** A Quarkus application whose endpoints do one thing each. */
final class Floor implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = Ports.free();
    private final String database;
    private final ChildProcess server;

    /**
     * @param database an empty one
     */
    Floor(Path folder, String database) {
        this.database = database;
        this.server = new ChildProcess("floor", folder.resolve("floor.log"));
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public void start() {
        Path app = Project.root().resolve("benchmarks/floor/target/quarkus-app");
        server.start(
                Production.java(app.resolve("quarkus-run.jar"), "-Xmx192m"),
                Map.of(
                        "QUARKUS_HTTP_PORT",
                        Integer.toString(port),
                        "QUARKUS_HTTP_HOST",
                        "localhost",
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        database,
                        "QUARKUS_DATASOURCE_USERNAME",
                        "postgres"),
                app);
        server.awaitReady(() -> Ports.isOpen(port), PATIENCE);
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.EMPTY, Operation.SIGNATURE, Operation.COMMIT);
    }

    @Override
    public Optional<Job> job(Operation operation) {
        return switch (operation) {
            case EMPTY -> job("/empty", "padding");
            case SIGNATURE -> job("/signature", "signature");
            case COMMIT -> job("/commit", "padding");
            case CLIENT_CREDENTIALS, CODE_FLOW, REFRESH, INTROSPECTION, DECISION, DECISIONS -> Optional.empty();
        };
    }

    private Optional<Job> job(String path, String expected) {
        return Optional.of(Job.forms(
                URI.create("http://localhost:" + port + path),
                TokenJobs.basic("measured", "measured-secret"),
                List.of("grant_type=client_credentials"),
                expected));
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of("floor", server.handle().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
