package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.backup.Backup;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backup}: all databases of the running suite, at one moment. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Backs up all databases of the running suite, as they are at one moment.")
final class BackupCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where to, a folder that is not there yet; one below .local/backups when it is left out.")
    @Nullable
    Path folder;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "Copies the keys that the databases are sealed with to this file: to be kept elsewhere than the backup.")
    @Nullable
    Path keys;

    @Override
    public Integer call() throws IOException {
        Suite suite = LocalRun.suite()
                .orElseThrow(() -> new LocalStackException("The suite is not running: start it with ./sparkall up."))
                .suite();
        Path to = folder == null
                ? Project.data()
                        .resolve("backups")
                        .resolve(Instant.now()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()
                                .replace(":", ""))
                : folder.toAbsolutePath();
        if (keys != null && keys.toAbsolutePath().startsWith(to)) {
            throw new LocalStackException("The keys do not belong into the backup: who has both has everything.");
        }
        if (keys != null) copyKeys(suite.secretsFile(), keys);
        Instant moment = Backup.take(suite, to);
        System.out.println("The databases as of " + moment + " are in " + to + ".");
        System.out.println(
                keys == null
                        ? "They are of no use without the keys in " + suite.secretsFile()
                                + ": keep these, too, elsewhere."
                        : "They are of no use without the keys in " + keys + ": keep these elsewhere.");
        return 0;
    }

    private static void copyKeys(Path secrets, Path to) throws IOException {
        try {
            Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new LocalStackException("There is something at " + to + " already: name another file.", e);
        } catch (IOException e) {
            throw new LocalStackException("The keys cannot be written to " + to + ".", e);
        }
        Files.write(to, Files.readAllBytes(secrets));
    }
}
