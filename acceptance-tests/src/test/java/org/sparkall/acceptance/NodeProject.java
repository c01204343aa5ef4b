package org.sparkall.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder in which scripts find npm's {@code openid-client} and a Node.js to run on, both in exactly the versions of the lock file. */
final class NodeProject {

    private static final Path SOURCES = Path.of("src/test/openid-client");
    private static final Path FOLDER = Path.of("target/openid-client");
    private static final long PATIENCE_SECONDS = 180;

    private static @Nullable NodeProject installed;

    private final String node;

    private NodeProject(String node) {
        this.node = node;
    }

    /** Fetches the packages, away from the sources; once for all tests. */
    static synchronized NodeProject installed() throws IOException, InterruptedException {
        if (installed == null) {
            install();
            installed = new NodeProject(node());
        }
        return installed;
    }

    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("install.log").toFile())
                .start();
        if (!npm.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            throw new AssertionError("npm did not end");
        }
        if (npm.exitValue() != 0) throw new AssertionError("npm ci ended with " + npm.exitValue());
    }

    /** The one that came with the packages; where there is none for this system, the machine's own. */
    private static String node() throws IOException {
        try (Stream<Path> packages = Files.list(FOLDER.resolve("node_modules"))) {
            Optional<Path> own = packages.map(it -> it.resolve("bin/node"))
                    .filter(Files::isExecutable)
                    .findFirst();
            return own.map(it -> it.toAbsolutePath().toString()).orElse("node");
        }
    }

    /** Where scripts run, and find files that tests put beside them. */
    Path folder() {
        return FOLDER;
    }

    /** A process that runs this script. */
    ProcessBuilder script(String name, String text, String... arguments) throws IOException {
        Files.writeString(FOLDER.resolve(name), text);
        List<String> command = new ArrayList<>(List.of(node, name));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(FOLDER.toFile());
    }
}
