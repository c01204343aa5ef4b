package org.sparkall.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder in which scripts of Node.js find npm's {@code openid-client}, in exactly the version of the lock file. */
final class NodeProject {

    private static final Path SOURCES = Path.of("src/test/openid-client");
    private static final long PATIENCE_SECONDS = 180;

    private final Path folder;

    private NodeProject(Path folder) {
        this.folder = folder;
    }

    /** Fetches the packages, away from the sources. */
    static NodeProject installed(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("install.log").toFile())
                .start();
        if (!npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw new AssertionError("npm did not end");
        }
        if (npm.exitValue() != 0) throw new AssertionError("npm ci ended with " + npm.exitValue());
        return new NodeProject(folder);
    }

    /** A process that runs this script. */
    ProcessBuilder script(String name, String text, String... arguments) throws IOException {
        Files.writeString(folder.resolve(name), text);
        List<String> command = new java.util.ArrayList<>(List.of("node", name));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile());
    }
}
