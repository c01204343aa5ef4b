package org.sparkall.localstack.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Maven left of a service: a JVM's application, or, after {@code -Dnative}, an executable. The newer one is meant.
 *
 * @param target the service's folder {@code target}
 */
public record ServiceBuild(Path target) {

    private static final String EXECUTABLE = "-runner";

    /** Where the application of a JVM is. */
    public Path app() {
        return target.resolve("quarkus-app");
    }

    /** What runs the service. */
    public ServiceProgram program() {
        Optional<Path> executable = executable();
        return executable.isPresent() ? new NativeProgram(executable.get()) : JvmProgram.of(app());
    }

    /** The native executable, unless the application is newer. */
    public Optional<Path> executable() {
        if (!Files.isDirectory(target)) return Optional.empty();
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(it -> it.toString().endsWith(EXECUTABLE) && Files.isExecutable(it))
                    .max(Comparator.comparing(ServiceBuild::time))
                    .filter(it -> time(it).compareTo(time(app().resolve("quarkus-run.jar"))) > 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime time(Path file) {
        try {
            return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
