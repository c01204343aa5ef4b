package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.ServiceBuild;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteFile;
import org.sparkall.localstack.suite.SuitePorts;
import org.sparkall.localstack.testing.DebianProgram;
import org.sparkall.localstack.testing.SecretSearch;
import org.sparkall.localstack.testing.TestCount;
import org.sparkall.localstack.testing.TestEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code test}: starts a suite of its own on free ports, with data of its own, and runs every test of the project. */
@Command(name = "test", mixinStandardHelpOptions = true, description = "Runs all tests.")
final class TestCommand implements Callable<Integer> {

    private static final int MOST_FINDINGS = 20;

    @Option(
            names = "--only",
            paramLabel = "CLASSES",
            description = "Runs only these acceptance tests, for example ConsentPageIT,DecisionIT#m.")
    private @Nullable String only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path chromium = DebianProgram.CHROMIUM.installed();
        DebianProgram.NPM.installed();
        DebianProgram.PROMETHEUS.installed();
        Path folder = Project.data().resolve("test");
        // A killed run may have left processes that use the old files.
        Suite suite = new Suite(SuitePorts.anyFree(), folder, folder.resolve("apps"), new Progress(System.out));
        suite.close();
        Folders.delete(folder);
        // The tests build the project anew, and must not change the files that the running suite uses.
        for (String service : ServiceSettings.SERVICES) {
            Path target = Path.of(service, "target");
            Path copy = folder.resolve("apps").resolve(target);
            ServiceBuild build = new ServiceBuild(Project.root().resolve(target));
            Optional<Path> executable = build.executable();
            if (executable.isPresent()) {
                Files.createDirectories(copy);
                Files.copy(executable.get(), copy.resolve(executable.get().getFileName()));
            } else {
                Folders.copy(build.app(), copy.resolve("quarkus-app"));
            }
        }
        return run(chromium, folder);
    }

    /** How Maven is begun. */
    static List<String> maven() {
        String maven = Optional.ofNullable(System.getenv("SPARKALL_MAVEN"))
                .orElseThrow(() -> new LocalStackException("Run this with ./sparkall."));
        return List.of(maven, "-B", "-ntp");
    }

    private int run(Path chromium, Path folder) throws IOException, InterruptedException {
        Path apps = folder.resolve("apps");
        Suite suite = new Suite(SuitePorts.anyFree(), folder, apps, new Progress(System.out));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(suite::close));
        suite.collectTraces();
        suite.start();
        Path suiteFile = folder.resolve("suite.properties");
        suite.describe(apps).write(suiteFile);
        TestCount count = TestCount.since(Files.getLastModifiedTime(suiteFile).toInstant());
        List<String> command = new ArrayList<>(maven());
        command.addAll(List.of("-fae", "verify", "-Dquarkus.build.skip=true", "-Dstyle.color=never"));
        if (only != null) {
            command.addAll(
                    List.of("-pl", "acceptance-tests", "-am", "-DskipPitest", "-Dtest=None", "-Dit.test=" + only));
            command.add("-Dsurefire.failIfNoSpecifiedTests=false");
        }
        ProcessBuilder tests =
                new ProcessBuilder(command).directory(Project.root().toFile()).inheritIO();
        tests.environment().put(SuiteFile.VARIABLE, suiteFile.toString());
        tests.environment().put(TestEnvironment.KEYCLOAK, suite.addresses().keycloak());
        tests.environment().put(TestEnvironment.POSTGRES, suite.adminUrl("postgres"));
        tests.environment().put(TestEnvironment.CHROMIUM, chromium.toString());
        Path secrets = folder.resolve("secrets-used");
        tests.environment().put(TestEnvironment.SECRETS, secrets.toString());
        tests.environment().put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        int exit = tests.start().waitFor();
        suite.close();
        count.read(Project.root());
        boolean discreet = areDiscreet(folder.resolve("logs"), secrets);
        System.out.println(count.summary());
        return exit == 0 && count.isGreen() && discreet ? 0 : 1;
    }

    /** Whether no log of the suite holds a secret, token or code that a test used. */
    private static boolean areDiscreet(Path logs, Path secrets) throws IOException {
        SecretSearch search = new SecretSearch(Files.exists(secrets) ? Files.readAllLines(secrets) : List.of());
        List<SecretSearch.Finding> findings = search.in(logs);
        System.out.printf(
                "%d secrets, tokens and codes were used; %d lines of logs hold one%n", search.size(), findings.size());
        findings.stream().limit(MOST_FINDINGS).forEach(it -> System.out.println(it.file() + ":" + it.line()));
        return findings.isEmpty();
    }
}
