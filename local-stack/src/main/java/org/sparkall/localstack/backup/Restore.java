package org.sparkall.localstack.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.postgres.Postgres;
import org.sparkall.localstack.suite.RestoredSuite;
import org.sparkall.localstack.suite.SuiteKeys;

/** Puts a backup into the folder of a suite that does not run and has no databases; the services do the rest when it is started. */
public final class Restore {

    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path backup;
    private final Path folder;
    private final Path apps;

    /**
     * @param backup the folder of the backup
     * @param folder the suite's
     * @param apps the folder with each service's build
     */
    public Restore(Path backup, Path folder, Path apps) {
        this.backup = backup;
        this.folder = folder;
        this.apps = apps;
    }

    /** What is known of that which happened after the backup was taken. */
    public enum Lost {
        NOTHING("nothing"),
        KAFKA_KNOWS("kafka-knows"),
        UNKNOWN("unknown");

        private final String setting;

        Lost(String setting) {
            this.setting = setting;
        }

        @Override
        public String toString() {
            return setting;
        }
    }

    /**
     * Does it. When it is broken off, no suite starts in the folder until it is done again.
     *
     * @param keys the secrets of the suite that was backed up; empty when they are in the folder already
     * @return the moment the databases are as of
     * @throws LocalStackException when the backup, the keys or the folder are not such that it can be done; nothing is changed then
     */
    public Instant run(Optional<Path> keys, Lost lost) {
        Manifest manifest = Manifest.of(backup);
        if (manifest.postgresql() != Postgres.MAJOR_VERSION) {
            throw new LocalStackException("The backup is of PostgreSQL " + manifest.postgresql()
                    + ", and this version of spark-all has PostgreSQL " + Postgres.MAJOR_VERSION
                    + ": use the version that took it.");
        }
        Migrations.requireKnown(manifest.migrations(), apps);
        requireEmpty(lost);
        Path secrets = requireKeys(manifest, keys);
        manifest.requireWhole(backup);
        try {
            RestoredSuite.begin(folder);
            delete(postgres());
            unpack(backup.resolve(Backup.DATABASES), postgres());
            if (!secrets.equals(secretsFile())) copy(secrets, secretsFile());
            // The people are in the backup, in whatever realm: it is not to be made anew.
            Files.deleteIfExists(folder.resolve("keycloak-realm.sha256"));
            RestoredSuite.finish(folder, manifest.takenAt(), lost.toString());
        } catch (IOException e) {
            throw new LocalStackException(
                    "The backup cannot be restored to " + folder + ": " + e.getMessage() + ".", e);
        }
        return manifest.takenAt();
    }

    private Path postgres() {
        return folder.resolve("postgresql");
    }

    private Path secretsFile() {
        return folder.resolve("secrets.properties");
    }

    private void requireEmpty(Lost lost) {
        boolean kafka = Files.exists(folder.resolve("kafka"));
        if (Files.exists(postgres()) && !RestoredSuite.isUnderWay(folder)) {
            throw new LocalStackException(
                    "There are databases in " + folder + ": back them up if you need them, and remove that folder.");
        }
        if (lost == Lost.KAFKA_KNOWS && !kafka) {
            throw new LocalStackException("There is no Kafka in " + folder + " that could know what was lost.");
        }
        if (lost != Lost.KAFKA_KNOWS && kafka) {
            throw new LocalStackException("There is a Kafka in " + folder
                    + ": it knows what was lost (--lost kafka-knows), or remove that folder.");
        }
    }

    private Path requireKeys(Manifest manifest, Optional<Path> keys) {
        Path secrets = Files.exists(secretsFile())
                ? secretsFile()
                : keys.orElseThrow(
                        () -> new LocalStackException(
                                "The databases are sealed with the keys of the suite that was backed up: name its secrets.properties with --keys."));
        if (!SuiteKeys.of(secrets).fingerprints().equals(manifest.keys())) {
            throw new LocalStackException("The keys in " + secrets + " are not those of the suite that was backed up.");
        }
        return secrets;
    }

    private static void unpack(Path archive, Path target) throws IOException {
        Files.createDirectory(target, FOLDER);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) throw new IOException("it holds a file that is none of PostgreSQL's");
                if (entry.isDirectory()) {
                    Files.createDirectory(path, FOLDER);
                } else {
                    write(zip, path);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try (InputStream content = Files.newInputStream(from)) {
            write(content, to);
        }
    }

    private static void write(InputStream content, Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
            content.transferTo(Channels.newOutputStream(channel));
            // The server takes for granted that what it finds is on the disk.
            channel.force(true);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) return;
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
