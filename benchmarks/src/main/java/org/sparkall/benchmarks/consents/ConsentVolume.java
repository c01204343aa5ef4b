package org.sparkall.benchmarks.consents;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.sparkall.localstack.suite.SuiteFile;

/**
 * Fills the database of the running local suite with consents, and measures consent-service's own statements on it.
 *
 * <p>{@code fill <suite.properties> <consents>}, then restart the suite, then {@code explain <suite.properties>} and
 * {@code expire <suite.properties>}. The data of the suite are
 * worth nothing afterwards.
 */
public final class ConsentVolume {

    private ConsentVolume() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2)
            throw new IllegalArgumentException("fill|explain|expire <suite.properties> [consents]");
        SuiteFile suite = SuiteFile.read(Path.of(arguments[1]));
        String address = "jdbc:postgresql://localhost:%d/consent?user=postgres"
                .formatted(suite.ports().postgres());
        try (Connection database = DriverManager.getConnection(address)) {
            switch (arguments[0]) {
                case "fill" -> {
                    new Filling(database).fill(Long.parseLong(arguments[2]));
                    try (Statement sql = database.createStatement()) {
                        Plans.prepare(sql);
                    }
                }
                case "explain" -> new Measuring(database, suite).explain();
                case "expire" -> new Measuring(database, suite).expire();
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }
}
