package org.sparkall.localstack.keycloak;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparkall.localstack.part.ChildProcess;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;

/** An unpacked Keycloak, built once for what is asked of it, and kept for all later runs. */
public final class KeycloakDistribution implements AutoCloseable {

    private final List<Path> providers;
    private final List<String> buildOptions;
    private final Path log;
    private final ChildProcess build;

    /**
     * @param providers the JARs that it is built with
     */
    public KeycloakDistribution(List<Path> providers, List<String> buildOptions, Path log) {
        this.providers = List.copyOf(providers);
        this.buildOptions = List.copyOf(buildOptions);
        this.log = log;
        this.build = new ChildProcess("keycloak-build", log);
    }

    /** The home of a Keycloak that is ready to start. Another process that wants the same waits or finds it done. */
    public Path home() {
        Path zip = Project.keycloakZip();
        StringBuilder name = new StringBuilder(
                        zip.getFileName().toString().replaceAll("^keycloak-quarkus-dist-|\\.zip$", ""))
                .append('-')
                .append(Integer.toHexString(buildOptions.hashCode()));
        providers.forEach(it -> name.append('-').append(fingerprint(it)));
        Path home = Project.cache().resolve("keycloak-" + name);
        if (Files.isDirectory(home)) return home;
        Path unfinished = Project.cache()
                .resolve("keycloak-" + name + "." + ProcessHandle.current().pid());
        try {
            unpack(zip, unfinished);
            for (Path provider : providers)
                Files.copy(provider, unfinished.resolve("providers").resolve(provider.getFileName()));
            build(unfinished);
            // The build wrote absolute paths nowhere, so the finished folder can take its name in one step.
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalStackException("Keycloak cannot be unpacked to " + home + ": " + e.getMessage() + ".", e);
        }
        return home;
    }

    /** Of the content: the JAR is reproducible, so a Keycloak is built anew only when the provider has changed. */
    private static String fingerprint(Path jar) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (IOException e) {
            throw new LocalStackException("The Keycloak provider cannot be read at " + jar + ".", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(Path zip, Path target) throws IOException {
        Files.createDirectories(target);
        try (FileSystem files = FileSystems.newFileSystem(zip)) {
            Path root;
            try (Stream<Path> roots = Files.list(files.getPath("/"))) {
                root = roots.findFirst().orElseThrow();
            }
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : (Iterable<Path>) all::iterator) copy(root, file, target);
            }
        }
    }

    private static void copy(Path root, Path file, Path target) throws IOException {
        Path to = target.resolve(root.relativize(file).toString());
        if (Files.isDirectory(file)) {
            Files.createDirectories(to);
        } else {
            Files.copy(file, to);
            if (to.toString().endsWith(".sh"))
                Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private void build(Path home) {
        build.start(
                Stream.concat(Stream.of(home.resolve("bin/kc.sh").toString(), "build"), buildOptions.stream())
                        .toList(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                home);
        if (build.awaitEnd() != 0) throw new LocalStackException("Keycloak's build failed: see " + log + ".");
    }

    /** Ends a build that is under way. */
    @Override
    public void close() {
        build.close();
    }
}
