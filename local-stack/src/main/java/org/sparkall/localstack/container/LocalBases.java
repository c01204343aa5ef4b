package org.sparkall.localstack.container;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sparkall.localstack.part.LocalStackException;

/**
 * Base images made of what this machine has, where none can be pulled: Debian's packages of the C library and little else, without a shell,
 * and the same with this machine's JDK.
 */
final class LocalBases {

    static final String BASE = "localhost/spark-all/base:debian";
    static final String JDK = "localhost/spark-all/jdk:debian";

    private static final List<String> PACKAGES = List.of("base-files", "netbase", "libc6");
    private static final List<String> NEEDLESS = List.of(
            "usr/share/doc",
            "usr/share/man",
            "usr/share/locale",
            "usr/share/lintian",
            "usr/share/info",
            "usr/lib/x86_64-linux-gnu/gconv",
            "usr/lib/aarch64-linux-gnu/gconv");

    private final ContainerEngine engine;
    private final Path folder;

    /**
     * @param folder for what is made on the way; it may hold an earlier try
     */
    LocalBases(ContainerEngine engine, Path folder) {
        this.engine = engine;
        this.folder = folder;
    }

    void build() throws IOException, InterruptedException {
        Path root = Files.createDirectories(folder.resolve("base"));
        Path packages = Files.createDirectories(folder.resolve("packages"));
        // apt leaves its sandbox for a folder that only root may read; a user's own is as good.
        run(
                packages,
                Stream.concat(Stream.of("apt-get", "-qq", "download"), PACKAGES.stream())
                        .toList());
        try (Stream<Path> files = Files.list(packages)) {
            for (Path file : files.toList()) run(folder, List.of("dpkg-deb", "-x", file.toString(), root.toString()));
        }
        for (String needless : NEEDLESS) run(root, List.of("rm", "-rf", needless));
        engine.importFolder(root, BASE);
        jdk();
    }

    /** The JDK as it is, but for links out of it, which lead nowhere in an image. */
    private void jdk() throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path context = folder.resolve("jdk");
        Path copy = context.resolve("java");
        try (Stream<Path> files = Files.walk(home, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(home.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(target);
                else if (Files.notExists(target)) Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Path containerfile = context.resolve("Containerfile");
        Files.writeString(containerfile, """
                FROM %s
                COPY java /opt/java/openjdk
                ENV PATH=/opt/java/openjdk/bin
                """.formatted(BASE));
        engine.build(containerfile, context, JDK, Map.of());
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) throw new LocalStackException("'" + command.getFirst() + "' failed; base images need Debian.");
    }
}
