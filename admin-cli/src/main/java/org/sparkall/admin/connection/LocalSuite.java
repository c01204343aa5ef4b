package org.sparkall.admin.connection;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The suite that {@code ./sparkall up} runs on this machine, by the file in which it says its ports. */
record LocalSuite(Properties properties) {

    /** The system property with the file's path, which the launcher sets. */
    static final String FILE = "sparkall.admin.suite";

    /** The local realm has this client for the command line; there each client's secret is its id. */
    static final String CLIENT = "spark-admin-machine";

    /** The suite that runs; empty when none does, or this is no checkout of the project. */
    static Optional<LocalSuite> running() {
        return Optional.ofNullable(System.getProperty(FILE))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .map(LocalSuite::read);
    }

    static LocalSuite read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw AdminException.usage("The file " + file + " of the local suite cannot be read.");
        }
        return new LocalSuite(properties);
    }

    URI address(Part part) {
        return URI.create("http://localhost:" + properties.getProperty("port." + part.port()) + part.localPath());
    }
}
