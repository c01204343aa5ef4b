package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.sparkall.localstack.container.ContainerEngine;
import org.sparkall.localstack.container.Starts;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code starts}: measures how the images start. */
@Command(
        name = "starts",
        mixinStandardHelpOptions = true,
        description = "Measures how long the images take to start, and their memory, with and without an AOT cache.")
final class StartsCommand implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "5", description = "How often (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        Path folder = Project.data().resolve("starts");
        Folders.delete(folder);
        Starts starts = new Starts(ContainerEngine.configured(), folder, new Progress(System.out));
        System.out.print(starts.measure(rounds));
        return 0;
    }
}
