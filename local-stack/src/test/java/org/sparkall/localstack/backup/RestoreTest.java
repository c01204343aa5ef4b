package org.sparkall.localstack.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.localstack.backup.Manifest.Content;
import org.sparkall.localstack.backup.Restore.Lost;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.RestoredSuite;
import org.sparkall.localstack.suite.SuiteKeys;

class RestoreTest {

    private static final Instant TAKEN_AT = Instant.parse("2026-11-27T07:00:00Z");

    private @TempDir Path all;
    private Path backup;
    private Path folder;
    private Path keys;
    private Path apps;

    @BeforeEach
    void aBackup() throws IOException {
        backup = Files.createDirectory(all.resolve("backup"));
        folder = all.resolve("suite");
        keys = Files.writeString(all.resolve("keys"), "master-key.auth=abc\ndatabase.auth=def\n");
        apps = all.resolve("apps");
        for (String service : List.of("auth-service", "consent-service", "scope-policy-service")) {
            Path app = Files.createDirectories(apps.resolve(service).resolve("target/quarkus-app/app"));
            zip(app.resolve("service.jar"), "db/migration/V2__a.sql", "org/sparkall/V10__B.class", "V11__no.txt");
        }
        take(18, "10", "PG_VERSION", "base/", "base/1");
    }

    private void take(int postgresql, String migration, String... files) throws IOException {
        Path databases = backup.resolve(Backup.DATABASES);
        zip(databases, files);
        Manifest manifest = new Manifest(
                TAKEN_AT,
                postgresql,
                new TreeMap<>(Map.of("auth", migration, "consent", "1", "policy", "1")),
                SuiteKeys.of(keys).fingerprints(),
                new TreeMap<>(Map.of(Backup.DATABASES, new Content(Files.size(databases), Sha256.of(databases)))));
        Files.writeString(backup.resolve(Manifest.FILE), manifest.toJson());
    }

    private static void zip(Path file, String... names) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) zip.putNextEntry(new ZipEntry(name));
        }
    }

    @Test
    void theFolderHoldsDatabasesAndKeysForTheirOwnerOnly() throws IOException {
        assertThat(restore(Optional.of(keys), Lost.UNKNOWN)).isEqualTo(TAKEN_AT);
        assertThat(permissions("postgresql")).isEqualTo("rwx------");
        assertThat(permissions("postgresql/base/1")).isEqualTo("rw-------");
        assertThat(permissions("secrets.properties")).isEqualTo("rw-------");
        assertThat(folder.resolve("secrets.properties")).hasSameTextualContentAs(keys);
        assertThat(folder.resolve("restoration.properties"))
                .content()
                .contains("SPARKALL_RESTORATION_LOST=unknown", "SPARKALL_RESTORATION_RESTORED_TO=2026-11-27T07");
        assertThat(RestoredSuite.isUnderWay(folder)).isFalse();
    }

    @Test
    void oneThatWasBrokenOffIsDoneAgain() throws IOException {
        RestoredSuite.begin(folder);
        Files.writeString(Files.createDirectory(folder.resolve("postgresql")).resolve("half"), "");
        restore(Optional.of(keys), Lost.NOTHING);
        assertThat(folder.resolve("postgresql/half")).doesNotExist();
        assertThat(folder.resolve("postgresql/PG_VERSION")).exists();
        assertThat(RestoredSuite.isUnderWay(folder)).isFalse();
    }

    @Test
    void oneThatFailsLeavesNoSuiteThatCouldBeTakenForWhole() throws IOException {
        take(18, "10", "PG_VERSION", "../../outside");
        assertRefused(() -> restore(Optional.of(keys), Lost.NOTHING), "none of PostgreSQL's");
        assertThat(RestoredSuite.isUnderWay(folder)).isTrue();
        assertThat(all.resolve("outside")).doesNotExist();
    }

    @Test
    void whatOtherVersionsLeftIsRefused() throws IOException {
        take(17, "10", "PG_VERSION");
        assertRefused(() -> restore(Optional.of(keys), Lost.NOTHING), "PostgreSQL 17");
        take(18, "11", "PG_VERSION");
        assertRefused(() -> restore(Optional.of(keys), Lost.NOTHING), "a newer version of auth-service");
        take(18, "new", "PG_VERSION");
        assertRefused(() -> restore(Optional.of(keys), Lost.NOTHING), "damaged");
        assertThat(folder).doesNotExist();
    }

    @Test
    void withoutTheKeysItIsRefused() throws IOException {
        assertRefused(() -> restore(Optional.empty(), Lost.NOTHING), "--keys");
        Path others = Files.writeString(all.resolve("others"), "master-key.auth=xyz\n");
        assertRefused(() -> restore(Optional.of(others), Lost.NOTHING), "not those of the suite");
        assertRefused(() -> restore(Optional.of(all.resolve("none")), Lost.NOTHING), "cannot be read");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aSuiteThatIsThereIsLeftAsItIs() throws IOException {
        Files.createDirectories(folder.resolve("kafka"));
        assertRefused(() -> restore(Optional.of(keys), Lost.NOTHING), "There is a Kafka");
        Files.createDirectories(folder.resolve("postgresql"));
        assertRefused(() -> restore(Optional.of(keys), Lost.KAFKA_KNOWS), "There are databases");
    }

    @Test
    void onlyAKafkaThatIsThereKnows() {
        assertRefused(() -> restore(Optional.of(keys), Lost.KAFKA_KNOWS), "There is no Kafka");
    }

    private Instant restore(Optional<Path> itsKeys, Lost lost) {
        return new Restore(backup, folder, apps).run(itsKeys, lost);
    }

    private static void assertRefused(ThrowingCallable restore, String message) {
        assertThatThrownBy(restore).isInstanceOf(LocalStackException.class).hasMessageContaining(message);
    }

    private String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
    }
}
