package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code faults}: runs a workload on a suite of its own while faults strike, and checks that nothing was lost. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Strikes a suite of its own with faults under load, and checks that nothing was lost.")
final class FaultsCommand implements Callable<Integer> {

    @Option(names = "--runs", defaultValue = "10", description = "How many runs of 30 s (default: ${DEFAULT-VALUE}).")
    int runs;

    @Option(names = "--seed", description = "The first run's seed; the others count on (default: the time).")
    @Nullable
    Long seed;

    @Option(names = "--only", description = "Only faults whose name matches this expression, such as 'kafka .*'.")
    @Nullable
    String only;

    @Option(names = "--apps", description = "A folder with other builds of the services (default: this project's).")
    @Nullable
    Path apps;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("faults.runs", Integer.toString(runs));
        settings.put("faults.seed", Long.toString(seed == null ? Instant.now().getEpochSecond() : seed));
        if (only != null) settings.put("faults.only", only);
        return Harness.run("FaultRunsIT", apps == null ? Project.root() : apps, settings);
    }
}
