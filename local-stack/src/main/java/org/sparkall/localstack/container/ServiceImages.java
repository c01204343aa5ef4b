package org.sparkall.localstack.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;

/** The images of the three services on the JVM, each without and with an AOT cache. */
public final class ServiceImages {

    private final ContainerEngine engine;
    private final Path folder;
    private final Progress progress;

    /**
     * @param folder for what is made on the way
     */
    public ServiceImages(ContainerEngine engine, Path folder, Progress progress) {
        this.engine = engine;
        this.folder = folder;
        this.progress = progress;
    }

    /** The image of a service, with its AOT cache. */
    public static String image(String service) {
        return "localhost/spark-all/" + service + ":0.1.0";
    }

    /** The same without a cache. */
    public static String plain(String service) {
        return image(service) + "-plain";
    }

    /**
     * Builds all of them from the services' builds.
     *
     * @param bases the arguments {@code BASE} and {@code JDK} of the Containerfile, as far as they are not its own
     */
    public void build(Map<String, String> bases) throws IOException {
        Path containers = Project.root().resolve("containers");
        for (String service : ServiceSettings.SERVICES) {
            progress.say(service, "building its image");
            Map<String, String> arguments = new TreeMap<>(bases);
            arguments.put("SERVICE", service);
            revision().ifPresent(it -> arguments.put("REVISION", it));
            engine.build(containers.resolve("Containerfile"), Project.root(), plain(service), arguments);
        }
        Path training = folder.resolve("training");
        new Training(progress)
                .run(
                        folder.resolve("suite"),
                        service -> ContainerProgram.training(engine, plain(service), writable(training, service)));
        for (String service : ServiceSettings.SERVICES) {
            progress.say(service, "adding its AOT cache");
            Path context = training.resolve(service);
            Files.copy(
                    containers.resolve("aot.Containerfile"),
                    context.resolve("Containerfile"),
                    StandardCopyOption.REPLACE_EXISTING);
            engine.build(context.resolve("Containerfile"), context, image(service), Map.of("IMAGE", plain(service)));
        }
    }

    /** Base images from what this machine has. */
    public Map<String, String> localBases() throws IOException, InterruptedException {
        progress.say("bases", "building them from Debian's packages and this machine's JDK");
        new LocalBases(engine, folder.resolve("bases")).build();
        return Map.of("BASE", LocalBases.BASE, "JDK", LocalBases.JDK);
    }

    /** The container's user is nobody here. */
    private static Path writable(Path training, String service) {
        try {
            Path folder = Files.createDirectories(training.resolve(service));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.deleteIfExists(folder.resolve("app.aot"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> revision() throws IOException {
        Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                .directory(Project.root().toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.matches("[0-9a-f]{40}") ? Optional.of(said) : Optional.empty();
    }
}
