package org.sparkall.localstack.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.Http;
import org.sparkall.localstack.part.Part;

/** One of the suite's services, run from its build as in production. */
public final class SuiteService implements Part {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final int port;
    private final ServiceProgram program;
    private final Map<String, String> environment;
    private final ChildProcess process;

    /**
     * @param environment its settings, without the port
     */
    public SuiteService(String name, int port, ServiceProgram program, Map<String, String> environment, Path log) {
        this.name = name;
        this.port = port;
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.process = new ChildProcess(name, log, program.patienceAtStop());
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
        process.start(program.command(all), all, program.folder());
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
