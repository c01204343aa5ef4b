package org.sparkall.localstack.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceBuildTest {

    @TempDir
    private Path target;

    @Test
    void aBuildForTheJvmRunsOnTheJvm() throws IOException {
        Path jar = file("quarkus-app/quarkus-run.jar", 1);

        assertThat(program()).endsWith("-jar", jar.toString()).noneMatch(it -> it.contains("AOT"));
    }

    @Test
    void aCacheOfThisBuildIsUsed() throws IOException {
        file("quarkus-app/quarkus-run.jar", 1);
        file("quarkus-app/app.aot", 2);

        assertThat(program()).contains("-XX:AOTCache=app.aot");
    }

    @Test
    void aCacheOfAnEarlierBuildIsNot() throws IOException {
        file("quarkus-app/app.aot", 1);
        file("quarkus-app/quarkus-run.jar", 2);

        assertThat(program()).noneMatch(it -> it.contains("AOT"));
    }

    @Test
    void anExecutableThatIsNewerIsWhatRuns() throws IOException {
        file("quarkus-app/quarkus-run.jar", 1);
        Path executable = executable(2);

        assertThat(program()).first().isEqualTo(executable.toString());
    }

    @Test
    void anExecutableOfAnEarlierBuildIsNot() throws IOException {
        executable(1);
        file("quarkus-app/quarkus-run.jar", 2);

        assertThat(program()).contains("-jar");
    }

    private java.util.List<String> program() {
        return new ServiceBuild(target).program().command(Map.of());
    }

    private Path executable(int time) throws IOException {
        Path file = file("auth-service-0.1.0-runner", time);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private Path file(String name, int time) throws IOException {
        Path file = target.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time * 10_000L));
        return file;
    }
}
