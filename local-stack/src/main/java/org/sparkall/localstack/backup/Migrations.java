package org.sparkall.localstack.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.sparkall.localstack.part.LocalStackException;

/** How new databases are, and how new they may be for a build of the services. */
final class Migrations {

    private static final Map<String, String> SERVICES =
            Map.of("auth", "auth-service", "consent", "consent-service", "policy", "scope-policy-service");

    private static final Pattern MIGRATION = Pattern.compile("(?:.*/)?V(\\d+)__\\w+\\.(?:sql|class)");

    private Migrations() {}

    /** The newest migration of each service's database. */
    static SortedMap<String, String> ofDatabases(UnaryOperator<String> adminUrl) {
        SortedMap<String, String> newest = new TreeMap<>();
        for (String database : SERVICES.keySet()) {
            try (Connection connection = DriverManager.getConnection(adminUrl.apply(database));
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("SELECT version FROM flyway_schema_history"
                            + " WHERE version IS NOT NULL AND success ORDER BY installed_rank DESC LIMIT 1")) {
                if (row.next()) newest.put(database, row.getString("version"));
            } catch (SQLException e) {
                throw new LocalStackException(
                        "The database " + database + " does not say how new it is: " + e.getMessage(), e);
            }
        }
        return newest;
    }

    /**
     * Makes sure that none of these is newer than what a build of the services knows: it would use a database that it does not understand.
     *
     * @param apps the folder with each service's build
     */
    static void requireKnown(Map<String, String> migrations, Path apps) {
        SERVICES.forEach((database, service) -> {
            int has = number(migrations.getOrDefault(database, ""));
            int knows = newest(apps.resolve(service).resolve("target/quarkus-app/app"));
            if (has > knows) {
                throw new LocalStackException("The backup's database " + database + " is of a newer version of "
                        + service + " (migration " + has + ") than this one (" + knows + "): use that version.");
            }
        });
    }

    private static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            throw new LocalStackException("The backup is damaged: it does not say how new its databases are.", e);
        }
    }

    private static int newest(Path app) {
        try (Stream<Path> files = Files.list(app)) {
            List<Path> jars = files.filter(it -> it.toString().endsWith(".jar")).toList();
            int newest = 0;
            for (Path jar : jars) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    newest = Math.max(
                            newest,
                            zip.stream()
                                    .map(it -> MIGRATION.matcher(it.getName()))
                                    .filter(Matcher::matches)
                                    .mapToInt(it -> Integer.parseInt(it.group(1)))
                                    .max()
                                    .orElse(0));
                }
            }
            return newest;
        } catch (IOException e) {
            throw new LocalStackException("There is no build of the services in " + app + ".", e);
        }
    }
}
