package org.sparkall.localstack.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the project's files are. */
public final class Project {

    private Project() {}

    /**
     * The project's root: {@code SPARKALL_HOME}, or the nearest folder above the present one that holds the launcher.
     *
     * @throws LocalStackException when there is none
     */
    public static Path root() {
        Optional<String> home = Optional.ofNullable(System.getenv("SPARKALL_HOME"));
        if (home.isPresent()) return Path.of(home.get());
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("sparkall"))) return folder;
        }
        throw new LocalStackException("Run this inside the spark-all project, or set SPARKALL_HOME to its folder.");
    }

    /** The folder for everything that a run leaves behind: {@code SPARKALL_DATA}, or {@code .local} in the project. */
    public static Path data() {
        return Optional.ofNullable(System.getenv("SPARKALL_DATA"))
                .map(Path::of)
                .orElseGet(() -> root().resolve(".local"))
                .toAbsolutePath();
    }

    /** What is made once and shared by all runs. */
    public static Path cache() {
        return root().resolve(".local").resolve("cache").toAbsolutePath();
    }

    /**
     * A text that the build of {@code local-stack/distributions} left.
     *
     * @throws LocalStackException when the project has not been built
     */
    static String distribution(String file) {
        Path path = root().resolve("local-stack/distributions/target").resolve(file);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new LocalStackException("The project is not built yet: run ./sparkall up once.", e);
        }
    }

    /** The class path of the Kafka broker. */
    public static String kafkaClassPath() {
        return distribution("kafka.classpath");
    }

    /** The Keycloak distribution. */
    public static Path keycloakZip() {
        return Path.of(distribution("keycloak.path"));
    }

    /**
     * The JAR with the suite's parts of Keycloak, which the build left.
     *
     * @throws LocalStackException when the project has not been built
     */
    public static Path keycloakProvider() {
        Path jar = root().resolve("keycloak-provider/target/keycloak-provider.jar");
        if (!Files.isRegularFile(jar))
            throw new LocalStackException("The project is not built yet: run ./sparkall up once.");
        return jar;
    }

    /** The JDK that runs this, which also runs every part. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
