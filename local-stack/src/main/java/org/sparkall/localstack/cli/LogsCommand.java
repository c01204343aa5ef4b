package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.LocalStackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: the end of a part's log, or of all. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of the logs.")
final class LogsCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "PART", description = "The part; all when it is left out.")
    @Nullable
    String part;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "50",
            description = "How many lines (${DEFAULT-VALUE}).")
    int lines;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(LocalRun.LOGS))
            throw new LocalStackException("There are no logs yet: run ./sparkall up first.");
        try (Stream<Path> files = Files.list(LocalRun.LOGS)) {
            List<Path> logs = files.filter(it -> part == null
                            ? it.getFileName().toString().endsWith(".log")
                            : it.getFileName().toString().equals(part + ".log"))
                    .sorted()
                    .toList();
            if (logs.isEmpty())
                throw new LocalStackException("There is no log of '" + part + "' in " + LocalRun.LOGS + ".");
            for (Path log : logs) show(log);
        }
        return 0;
    }

    private void show(Path log) throws IOException {
        System.out.println("==> " + log + " <==");
        List<String> all = Files.readAllLines(log);
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(System.out::println);
    }
}
