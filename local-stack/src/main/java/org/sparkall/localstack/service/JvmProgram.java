package org.sparkall.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.part.Project;

/**
 * A service's build on the JVM of this machine. Where {@code ./sparkall aot} has left an AOT cache (JEP 483, 514) for this very build, the
 * service starts with it.
 */
public final class JvmProgram implements ServiceProgram {

    /** An AOT cache stands where Quarkus puts the one that it makes. */
    private static final String CACHE = "app.aot";

    /** A cache serves only a JVM with the collector and the class path that it was trained with. */
    private static final List<String> OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private final Path app;
    private final boolean training;

    private JvmProgram(Path app, boolean training) {
        this.app = app;
        this.training = training;
    }

    /**
     * @param app the folder with {@code quarkus-run.jar}
     */
    public static JvmProgram of(Path app) {
        return new JvmProgram(app, false);
    }

    /** One that leaves an AOT cache when it ends, of all that it did until then. */
    public static JvmProgram training(Path app) {
        return new JvmProgram(app, true);
    }

    /** The cache of this build. */
    public Path cache() {
        return app.resolve(CACHE);
    }

    @Override
    public List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Project.java().toString());
        command.addAll(OPTIONS);
        // A heap of this size from the beginning: what is archived of it has to fit in at once.
        command.add("-Xms64m");
        if (training) {
            command.add("-XX:AOTCacheOutput=" + CACHE);
        } else if (hasCache()) {
            command.add("-XX:AOTCache=" + CACHE);
            // One of another JDK is passed over.
            command.add("-Xlog:aot*=off");
        }
        command.add("-jar");
        command.add(app.resolve("quarkus-run.jar").toString());
        return command;
    }

    private boolean hasCache() {
        try {
            return Files.exists(cache())
                    && Files.getLastModifiedTime(cache())
                                    .compareTo(Files.getLastModifiedTime(app.resolve("quarkus-run.jar")))
                            > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path folder() {
        return app;
    }

    @Override
    public Duration patienceAtStop() {
        return training ? Duration.ofMinutes(5) : ServiceProgram.super.patienceAtStop();
    }
}
