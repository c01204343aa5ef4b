package org.sparkall.localstack.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.ServiceProgram;

/**
 * A service's image, run as the chart runs it: its files can only be read, it has no capabilities, and can win none. It shares this
 * machine's network, where everything else of a local suite is.
 */
public final class ContainerProgram implements ServiceProgram {

    private final ContainerEngine engine;
    private final String image;
    private final Optional<Path> training;
    private final String name = "spark-all-" + UUID.randomUUID();

    private ContainerProgram(ContainerEngine engine, String image, Optional<Path> training) {
        this.engine = engine;
        this.image = image;
        this.training = training;
    }

    public static ContainerProgram of(ContainerEngine engine, String image) {
        return new ContainerProgram(engine, image, Optional.empty());
    }

    /**
     * One that leaves an AOT cache when it ends, of all that it did until then.
     *
     * @param folder where it leaves {@code app.aot}
     */
    public static ContainerProgram training(ContainerEngine engine, String image, Path folder) {
        return new ContainerProgram(engine, image, Optional.of(folder));
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(List.of(engine.program(), "run", "--rm", "--name", name));
        command.addAll(List.of("--network", "host"));
        command.addAll(List.of("--read-only", "--tmpfs", "/tmp:rw,exec,size=64m,mode=1777"));
        command.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        // Names only: the engine takes the values from its own environment, where no list of processes shows them.
        settings.keySet().forEach(name -> command.addAll(List.of("--env", name)));
        training.ifPresent(folder -> {
            command.addAll(List.of("--volume", folder + ":/training"));
            command.addAll(List.of("--env", "JDK_JAVA_OPTIONS=-XX:AOTCacheOutput=/training/app.aot"));
        });
        command.add(image);
        return command;
    }

    /** The process in the container, as this machine numbers it; for as long as it runs. */
    long pid() {
        return Long.parseLong(engine.call(List.of("inspect", "--format", "{{.State.Pid}}", name)));
    }

    @Override
    public Path folder() {
        return Project.root();
    }

    @Override
    public Duration patienceAtStop() {
        return training.isPresent() ? Duration.ofMinutes(5) : ServiceProgram.super.patienceAtStop();
    }
}
