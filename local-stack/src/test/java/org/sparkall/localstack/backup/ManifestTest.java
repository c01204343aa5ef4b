package org.sparkall.localstack.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkall.localstack.backup.Manifest.Content;
import org.sparkall.localstack.part.LocalStackException;

class ManifestTest {

    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final Manifest manifest = new Manifest(
            Instant.parse("2026-11-27T07:00:00.123Z"),
            18,
            new TreeMap<>(Map.of("auth", "16")),
            new TreeMap<>(Map.of("auth", "0011223344556677")),
            new TreeMap<>(Map.of("hello.txt", new Content(5, HELLO))));

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Manifest.parse(manifest.toJson())).isEqualTo(manifest);
    }

    @Test
    void aNewerFormatIsRefused() {
        assertThatThrownBy(() -> Manifest.parse(manifest.toJson().replace("\"format\" : 1", "\"format\" : 2")))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("format 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\"",
                "{\"format\": \"1\"}",
                "{\"format\": 1}",
                "{\"format\": 1, \"postgresql\": 18, \"taken_at\": \"now\", \"files\": {\"a\": {}}}",
                "{\"format\": 1, \"postgresql\": 18, \"taken_at\": \"2026-11-27T07:00:00Z\", \"files\": {\"../a\": {}}}"
            })
    void whatIsNoManifestIsRefused(String text) {
        assertThatThrownBy(() -> Manifest.parse(text))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("The backup is damaged: its manifest.json is not what a backup writes.");
    }

    @Test
    void aFolderWithoutOneIsNoBackup(@TempDir Path folder) {
        assertThatThrownBy(() -> Manifest.of(folder))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("There is no backup in");
    }

    @Test
    void filesMustBeWhatWasWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hello.txt");
        assertThatThrownBy(() -> manifest.requireWhole(folder)).hasMessageContaining("hello.txt is missing");
        Files.writeString(file, "hell");
        assertThatThrownBy(() -> manifest.requireWhole(folder))
                .hasMessageContaining("hello.txt is not what was written");
        Files.writeString(file, "hallo");
        assertThatThrownBy(() -> manifest.requireWhole(folder))
                .hasMessageContaining("hello.txt is not what was written");
        Files.writeString(file, "hello");
        manifest.requireWhole(folder);
    }
}
