package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparkall.localstack.part.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code steady}: a suite of its own under steady load, with a fault every minute. */
@Command(
        name = "steady",
        mixinStandardHelpOptions = true,
        description =
                "Keeps a suite of its own under load, with a fault every minute; checks that nothing is lost and nothing grows, and draws"
                        + " a picture of it in acceptance-tests/target/steady.")
final class SteadyCommand implements Callable<Integer> {

    @Option(names = "--minutes", defaultValue = "30", description = "How long (default: ${DEFAULT-VALUE}).")
    int minutes;

    @Option(names = "--seed", defaultValue = "1", description = "Which faults strike (default: ${DEFAULT-VALUE}).")
    long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Harness.run(
                "SteadyLoadRun",
                Project.root(),
                Map.of("steady.minutes", Integer.toString(minutes), "faults.seed", Long.toString(seed)));
    }
}
