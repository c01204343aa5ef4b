package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.container.Training;
import org.sparkall.localstack.part.Project;
import org.sparkall.localstack.service.ServiceProgram;
import org.sparkall.localstack.suite.Progress;
import org.sparkall.localstack.suite.ServiceSettings;

/** A service as its image runs it: with the images' options, and with an AOT cache that was trained as theirs are. */
final class Production implements ServiceProgram {

    private final Path app;
    private final Path cache;
    private final List<String> options;
    private final boolean training;

    private Production(Path app, Path cache, List<String> options, boolean training) {
        this.app = app;
        this.cache = cache;
        this.options = options;
        this.training = training;
    }

    /**
     * One with the cache that {@link #train} left.
     *
     * @param apps the checkout in which it was built
     * @param heap the option that bounds it
     */
    static Production of(Path apps, String service, Path caches, String heap) {
        Path cache = cache(service, caches);
        return new Production(app(apps, service), cache, List.of("-XX:AOTCache=" + cache, heap), false);
    }

    /** Trains the services, if they were built since they were trained last. */
    static void train(Path apps, Path caches, Path suite, Progress progress) throws IOException {
        boolean trained = true;
        for (String service : ServiceSettings.SERVICES)
            trained &= isNewer(cache(service, caches), jar(app(apps, service)));
        if (trained) return;
        Files.createDirectories(caches);
        new Training(progress).run(suite, service -> {
            Path cache = cache(service, caches);
            return new Production(app(apps, service), cache, List.of("-XX:AOTCacheOutput=" + cache), true);
        });
    }

    private static boolean isNewer(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
    }

    private static Path cache(String service, Path caches) {
        return caches.resolve(service + ".aot");
    }

    private static Path app(Path apps, String service) {
        return apps.resolve(service).resolve("target/quarkus-app");
    }

    private static Path jar(Path app) {
        return app.resolve("quarkus-run.jar");
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        if (training) {
            try {
                Files.deleteIfExists(cache);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return java(jar(app), options);
    }

    @Override
    public Path folder() {
        return app;
    }

    @Override
    public Duration patienceAtStop() {
        return training ? Duration.ofMinutes(5) : ServiceProgram.super.patienceAtStop();
    }

    /** A JVM with the images' options and environment. */
    static List<String> java(Path jar, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "MALLOC_ARENA_MAX=2",
                Project.java().toString(),
                "@" + Project.root().resolve("containers/jvm.options")));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
