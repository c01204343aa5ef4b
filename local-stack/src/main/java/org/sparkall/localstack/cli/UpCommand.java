package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteAddresses;
import org.sparkall.localstack.suite.SuitePorts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code up}: starts the suite and keeps it until Ctrl-C, or in the background. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the whole suite.")
final class UpCommand implements Callable<Integer> {

    @Option(
            names = {"-d", "--detach"},
            description = "Return when all is ready; the suite runs on until 'down'.")
    boolean detach;

    @Option(names = "--fresh", description = "Forget the data of earlier runs first.")
    boolean fresh;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (LocalRun.supervisor().isPresent()) {
            if (fresh) throw new LocalStackException("The suite is running: stop it with ./sparkall down first.");
            System.out.println("The suite is running already.");
            return 0;
        }
        if (fresh) Folders.delete(LocalRun.FOLDER);
        return detach ? inBackground() : inForeground();
    }

    private static int inForeground() throws IOException, InterruptedException {
        Path apps = Project.root();
        Suite suite = new Suite(SuitePorts.configured(), LocalRun.FOLDER, apps, new Progress(System.out));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(suite)));
        suite.collectTraces();
        suite.start();
        LocalRun.begin(suite.describe(apps));
        welcome(suite.addresses());
        String dead = suite.awaitDeath();
        stop(suite);
        throw new LocalStackException("The part " + dead + " ended: see " + LocalRun.LOGS.resolve(dead + ".log")
                + ". Everything else is stopped.");
    }

    private static void stop(Suite suite) {
        suite.close();
        try {
            LocalRun.end();
        } catch (IOException e) {
            System.err.println("The files of this run could not be removed from " + LocalRun.FOLDER + ".");
        }
    }

    /** Runs the same in a session of its own, which outlives the terminal, and shows its lines until it is ready. */
    private static int inBackground() throws IOException, InterruptedException {
        Path log = LocalRun.LOGS.resolve("supervisor.log");
        Files.createDirectories(LocalRun.LOGS);
        Files.deleteIfExists(log);
        Process supervisor = new ProcessBuilder(
                        "setsid",
                        Project.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SparkAll.class.getName(),
                        "up")
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int shown = 0;
        while (true) {
            boolean ended = !supervisor.isAlive() && LocalRun.suite().isEmpty();
            List<String> lines = Files.readAllLines(log);
            lines.subList(shown, lines.size()).forEach(System.out::println);
            shown = lines.size();
            if (LocalRun.suite().isPresent()) return 0;
            if (ended) return 1;
            Thread.sleep(200);
        }
    }

    private static void welcome(SuiteAddresses it) {
        System.out.printf("""

                All parts are ready.
                  auth-service          %s/.well-known/oauth-authorization-server
                  scope-policy-service  %s/v1/scopes
                  consent-service       %s/q/openapi
                  Keycloak              %s  (people: alice, bob, ada, gus, grace; developer: dev; operator: ops; password = name)
                Next: ./sparkall demo
                """, it.auth(), it.policy(), it.consent(), it.keycloak());
    }
}
