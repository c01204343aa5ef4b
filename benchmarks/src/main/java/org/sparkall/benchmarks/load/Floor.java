package org.sparkall.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.part.Project;

/** A Quarkus application whose endpoints do one thing each. */
final class Floor implements Contender {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final int port = Ports.free();
    private final String name;
    private final Path app;
    private final Map<String, String> settings;
    private final Map<Operation, Supplier<Job>> jobs = new EnumMap<>(Operation.class);
    private final ChildProcess server;

    private Floor(Path folder, String name, Map<String, String> settings) {
        this.name = name;
        this.app = Project.root().resolve("benchmarks").resolve(name).resolve("target/quarkus-app");
        this.settings = settings;
        this.server = new ChildProcess(name, folder.resolve(name + ".log"));
    }

    /**
     * Nothing but the one thing.
     *
     * @param database an empty one
     */
    static Floor bare(Path folder, String database) {
        Floor floor = new Floor(
                folder,
                "floor",
                Map.of("QUARKUS_DATASOURCE_JDBC_URL", database, "QUARKUS_DATASOURCE_USERNAME", "postgres"));
        floor.jobs.put(Operation.EMPTY, () -> floor.form("/empty", "padding"));
        floor.jobs.put(Operation.SIGNATURE, () -> floor.form("/signature", "signature"));
        floor.jobs.put(Operation.COMMIT, () -> floor.form("/commit", "padding"));
        return floor;
    }

    /** Nothing, but as the suite does it: whoever asks shows a token, and is counted and traced. */
    static Floor guarded(Path folder, SparkAll suite) {
        Floor floor = new Floor(
                folder,
                "guarded-floor",
                Map.of("QUARKUS_OIDC_AUTH_SERVER_URL", suite.addresses().realm()));
        floor.jobs.put(
                Operation.GUARDED,
                () -> Job.requests(floor.uri("/v1/empty"), suite.platform(), List.of("{}"), "padding"));
        return floor;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        Map<String, String> all = new HashMap<>(settings);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("QUARKUS_HTTP_HOST", "localhost");
        server.start(Production.java(app.resolve("quarkus-run.jar"), List.of("-Xmx128m")), all, app);
        server.awaitReady(() -> Ports.isOpen(port), PATIENCE);
    }

    @Override
    public Set<Operation> operations() {
        return jobs.keySet();
    }

    @Override
    public Optional<Job> job(Operation operation) {
        return Optional.ofNullable(jobs.get(operation)).map(Supplier::get);
    }

    private Job form(String path, String expected) {
        return Job.forms(
                uri(path),
                TokenJobs.basic("measured", "measured-secret"),
                List.of("grant_type=client_credentials"),
                expected);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    @Override
    public Map<String, ProcessHandle> processes() {
        return Map.of(name, server.handle().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
    }
}
