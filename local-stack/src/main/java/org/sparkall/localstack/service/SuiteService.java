package org.sparkall.localstack.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Project;

/** One of the suite's services, run from its build as in production. */
public final class SuiteService implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final int port;
    private final Path app;
    private final Map<String, String> environment;
    private final ChildProcess process;

    /**
     * @param app the folder with {@code quarkus-run.jar}
     * @param environment its settings, without the port
     */
    public SuiteService(String name, int port, Path app, Map<String, String> environment, Path log) {
        this.name = name;
        this.port = port;
        this.app = app;
        this.environment = Map.copyOf(environment);
        this.process = new ChildProcess(name, log);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return "http://localhost:" + port;
    }

    @Override
    public void start() {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        all.put("QUARKUS_HTTP_HOST", "localhost");
        process.start(
                List.of(
                        Project.java().toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        app.resolve("quarkus-run.jar").toString()),
                all,
                app);
        process.awaitReady(() -> Http.isOk(address() + "/q/health/ready"), PATIENCE);
    }

    @Override
    public Optional<ProcessHandle> process() {
        return process.handle();
    }

    @Override
    public void close() {
        process.close();
    }
}
