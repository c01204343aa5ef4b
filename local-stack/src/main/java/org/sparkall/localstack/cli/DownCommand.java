package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuitePorts;
import picocli.CommandLine.Command;

/** {@code down}: stops the suite. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the suite that runs in the background.")
final class DownCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 60;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Optional<ProcessHandle> supervisor = LocalRun.supervisor();
        supervisor.ifPresent(ProcessHandle::destroy);
        if (supervisor.isPresent()) {
            try {
                supervisor.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new LocalStackException(
                        "The suite does not stop: see " + LocalRun.LOGS.resolve("supervisor.log") + ".", e);
            }
        }
        // What a killed supervisor left behind.
        new Suite(SuitePorts.configured(), LocalRun.FOLDER, Project.root(), new Progress(System.out)).close();
        LocalRun.end();
        System.out.println(supervisor.isPresent() ? "The suite is stopped." : "The suite was not running.");
        return 0;
    }
}
