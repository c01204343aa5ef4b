package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparkall.localstack.part.Project;

/** Runs one of the acceptance tests that bring a suite of their own. */
final class Harness {

    private Harness() {}

    /**
     * Runs it, and returns when it has ended.
     *
     * @param apps a folder with builds of the services
     * @param settings what the test reads from system properties
     * @return Maven's exit code: 0 when the test passed
     */
    static int run(String test, Path apps, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("faults.apps", apps.toAbsolutePath().toString());
        return run("acceptance-tests", test, all);
    }

    /**
     * Runs one of another module.
     *
     * @param settings what the test reads from system properties
     * @return Maven's exit code: 0 when the test passed
     */
    static int run(String module, String test, Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(TestCommand.maven());
        command.addAll(List.of("-q", "-pl", module, "-am", "verify", "-Dit.test=" + test));
        command.addAll(List.of("-Dtest=None", "-Dsurefire.failIfNoSpecifiedTests=false"));
        // Mutants are for the tests of the modules, which do not run here.
        command.addAll(List.of("-Dquarkus.build.skip=true", "-DskipPitest=true", "-Dstyle.color=never"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        return new ProcessBuilder(command)
                .directory(Project.root().toFile())
                .inheritIO()
                .start()
                .waitFor();
    }
}
