package org.sparkall.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianProgramTest {

    private final DebianProgram browser =
            new DebianProgram("to look at pages", List.of("lynx", "links"), List.of("lynx", "lynx-common"));

    @Test
    void theBestNameIsFoundFirstWhereverItIs(@TempDir Path first, @TempDir Path second) throws IOException {
        Path links = program(first, "links");
        assertThat(browser.find(first + ":" + second)).hasValue(links);
        Path lynx = program(second, "lynx");
        assertThat(browser.find(first + ":" + second)).hasValue(lynx);
    }

    @Test
    void whatCannotBeRunIsNotTheProgram(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve("lynx"));
        assertThat(browser.find(folder.toString())).isEmpty();
        assertThat(browser.find("")).isEmpty();
    }

    @Test
    void itsPackagesAreInstalledWithoutWhatTheyOnlyRecommend() {
        assertThat(browser.command(false))
                .isEqualTo("apt-get -qq update && env DEBIAN_FRONTEND=noninteractive"
                        + " apt-get -qq -y install --no-install-recommends lynx lynx-common");
    }

    @Test
    void sudoIsUsedForBothStepsAndAsksForNoPassword() {
        assertThat(browser.command(true).split("sudo -n ", -1)).hasSize(3);
    }

    private static Path program(Path folder, String name) throws IOException {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
