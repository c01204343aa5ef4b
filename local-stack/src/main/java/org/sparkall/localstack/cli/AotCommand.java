package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparkall.localstack.container.Training;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.JvmProgram;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;
import picocli.CommandLine.Command;

/** {@code aot}: trains the services, so that {@code up} starts them with an AOT cache. */
@Command(
        name = "aot",
        mixinStandardHelpOptions = true,
        description = "Trains AOT caches of the services: with them 'up' is ready sooner.")
final class AotCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        if (LocalRun.supervisor().isPresent())
            throw new LocalStackException("The suite is running: stop it with ./sparkall down first.");
        Path folder = Project.data().resolve("aot");
        Folders.delete(folder);
        new Training(new Progress(System.out)).run(folder, service -> JvmProgram.training(app(service)));
        List<String> without = ServiceSettings.SERVICES.stream()
                .filter(it -> !Files.exists(JvmProgram.of(app(it)).cache()))
                .toList();
        if (!without.isEmpty())
            throw new LocalStackException("No cache was written for " + String.join(", ", without)
                    + ": see the logs in " + folder.resolve("logs") + ".");
        System.out.println("The services start with AOT caches until they are built again.");
        return 0;
    }

    private static Path app(String service) {
        return Project.root().resolve(service).resolve("target/quarkus-app");
    }
}
