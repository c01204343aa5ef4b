package org.sparkall.localstack.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparkall.localstack.backup.Manifest.Content;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.Suite;
import org.sparkall.localstack.suite.SuiteKeys;

/**
 * Takes backups of a running suite: all databases, at one moment. Topics are not in it, because services tell them anew; nor are the keys that
 * databases are sealed with, because who has both has everything.
 */
public final class Backup {

    static final String DATABASES = "postgresql.zip";

    private static final FileAttribute<?> OWNER_ONLY_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Backup() {}

    /**
     * Takes one. It has its name when it is whole; one that was broken off has not.
     *
     * @param folder where to; must not be there yet
     * @return the moment the databases are as of
     * @throws LocalStackException when it cannot be taken; nothing is left of it then
     */
    public static Instant take(Suite suite, Path folder) {
        if (Files.exists(folder)) {
            throw new LocalStackException("There is something at " + folder + " already: name another folder.");
        }
        Path unfinished = folder.resolveSibling(
                folder.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(unfinished, OWNER_ONLY_FOLDER);
            Instant moment = write(suite, unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            return moment;
        } catch (IOException e) {
            throw new LocalStackException("The backup cannot be written to " + folder + ": " + e.getMessage() + ".", e);
        } finally {
            discard(unfinished);
        }
    }

    private static Instant write(Suite suite, Path folder) throws IOException {
        Path databases = folder.resolve(DATABASES);
        Instant moment;
        try (FileChannel file = create(databases);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(file))) {
            moment = new BaseBackup(suite.adminUrl("postgres"), suite.postgresFolder()).write(out);
        }
        sync(databases);
        SortedMap<String, Content> files = new TreeMap<>();
        files.put(DATABASES, new Content(Files.size(databases), Sha256.of(databases)));
        Manifest manifest = new Manifest(
                moment,
                Integer.parseInt(Files.readString(suite.postgresFolder().resolve("PG_VERSION"))
                        .strip()),
                Migrations.ofDatabases(suite::adminUrl),
                SuiteKeys.of(suite.secretsFile()).fingerprints(),
                files);
        Path file = folder.resolve(Manifest.FILE);
        try (FileChannel channel = create(file);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
        }
        sync(file);
        return moment;
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
    }

    /** What has its name must be there after the power failed. */
    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished.resolve(DATABASES));
            Files.deleteIfExists(unfinished.resolve(Manifest.FILE));
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
