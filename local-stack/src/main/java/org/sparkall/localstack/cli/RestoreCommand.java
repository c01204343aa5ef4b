package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.backup.Restore;
import org.sparkall.localstack.backup.Restore.Lost;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code restore}: puts a backup in place of a suite that is not there. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Restores a backup into an empty suite; start it with 'up' then.")
final class RestoreCommand implements Callable<Integer> {

    @Parameters(arity = "1", paramLabel = "FOLDER", description = "The backup.")
    Path backup = Path.of("");

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "The secrets.properties of the suite that was backed up, unless the folder of the suite still has it.")
    @Nullable
    Path keys;

    @Option(
            names = "--lost",
            required = true,
            paramLabel = "WHAT",
            description =
                    "What happened after the backup was taken: nothing, when nobody used the suite; kafka-knows, when the suite's Kafka is"
                            + " still there and tells; else unknown: then every consent and grant ends, because it may have been taken back.")
    Lost lost = Lost.UNKNOWN;

    @Override
    public Integer call() throws IOException {
        if (LocalRun.supervisor().isPresent()) {
            throw new LocalStackException("The suite is running: stop it with ./sparkall down first.");
        }
        Instant moment = new Restore(backup.toAbsolutePath(), LocalRun.FOLDER, Project.root())
                .run(Optional.ofNullable(keys), lost);
        System.out.println("The suite is as it was at " + moment + ". Next: ./sparkall up");
        return 0;
    }
}
