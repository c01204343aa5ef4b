package org.sparkall.admin.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.signin.SessionFile.Session;

class SessionFileTest {

    private static final Session SESSION =
            new Session("spark-admin", new Tokens("access", Instant.ofEpochSecond(1_800_000_000), "refresh"));

    @TempDir
    Path folder;

    @Test
    void aSignInIsKeptForItsRealmAlone() {
        file("https://a.example").write(SESSION);
        assertThat(file("https://a.example").read()).contains(SESSION);
        assertThat(file("https://b.example").read()).isEmpty();
        file("https://a.example").delete();
        assertThat(file("https://a.example").read()).isEmpty();
    }

    @Test
    void nobodyElseCanReadIt() throws IOException {
        SessionFile file = file("https://a.example");
        file.write(SESSION);
        file.write(SESSION);
        Path made = folder.resolve("new");
        assertThat(permissions(made)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(made)) {
            assertThat(files)
                    .singleElement()
                    .satisfies(it -> assertThat(permissions(it)).isEqualTo("rw-------"));
        }
    }

    @Test
    void whatOthersCanReadIsNotUsed() throws IOException {
        SessionFile file = file("https://a.example");
        file.write(SESSION);
        try (Stream<Path> files = Files.list(folder.resolve("new"))) {
            Files.setPosixFilePermissions(
                    files.findFirst().orElseThrow(), PosixFilePermissions.fromString("rw-r-----"));
        }
        assertThatExceptionOfType(AdminException.class).isThrownBy(file::read).withMessageContaining("Others can read");
    }

    @Test
    void noTokenIsWrittenWhereASessionIsMentioned() {
        assertThat(SESSION.toString()).doesNotContain("accessToken=", "\"access\"", "refresh");
    }

    private SessionFile file(String issuer) {
        return new SessionFile(folder.resolve("new"), URI.create(issuer));
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
