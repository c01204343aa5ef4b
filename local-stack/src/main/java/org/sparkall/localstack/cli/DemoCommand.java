package org.sparkall.localstack.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.sparkall.localstack.demo.Demo;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuiteFile;
import picocli.CommandLine.Command;

/** {@code demo}: tells the main job step by step, against the running suite; starts it when it is not running. */
@Command(name = "demo", mixinStandardHelpOptions = true, description = "Shows a grant of spark:all from end to end.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (LocalRun.suite().isEmpty()) {
            UpCommand up = new UpCommand();
            up.detach = true;
            if (up.call() != 0) return 1;
        }
        SuiteFile suite = LocalRun.suite()
                .orElseThrow(() -> new LocalStackException("The suite stopped: see ./sparkall logs supervisor."));
        return new Demo(SuiteAddresses.of(suite.ports()), System.out).run() ? 0 : 1;
    }
}
