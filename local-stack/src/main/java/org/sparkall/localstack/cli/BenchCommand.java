package org.sparkall.localstack.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.testing.DebianProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: measures the suite beside its peers. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the suite beside its peers, in one run on one core, and writes a report.")
final class BenchCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "SUITE",
            description =
                    "client_credentials, refresh, code_flow, or issuance for these three; introspection, decisions,"
                            + " withdrawal, growth or floor (default: all).")
    private List<String> suites = List.of();

    @Option(
            names = "--quick",
            description = "Fewer and shorter rounds, and growth only if named: for a look, not for a claim.")
    private boolean quick;

    @Option(names = "--alone", description = "Without the peers: to see what a change gave.")
    private boolean alone;

    @Option(
            names = "--before",
            paramLabel = "CHECKOUT",
            description = "Another checkout of this project that is built: its services are measured too.")
    private @Nullable Path before;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Where the report goes (default: ${DEFAULT-VALUE}).",
            defaultValue = ".local/bench/report")
    private Path report = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        DebianProgram.WRK.installed();
        Path folder = Project.data().resolve("bench");
        Folders.delete(folder.resolve("suite"));
        Folders.delete(folder.resolve("before"));
        List<String> command = new ArrayList<>(List.of(
                Project.java().toString(),
                "-cp",
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + Project.root().resolve("benchmarks/target/benchmarks.jar"),
                "org.sparkall.benchmarks.load.Bench",
                folder.toString(),
                Project.root().resolve(report).toString(),
                quick ? "quick" : "full",
                alone ? "alone" : "beside",
                before == null ? "" : before.toAbsolutePath().toString()));
        command.addAll(suites);
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
