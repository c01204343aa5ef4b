package org.sparkall.benchmarks.consents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL's {@code auto_explain} says of the statements that the service really sends: their plans, and how long each took. */
final class Plans {

    private static final Pattern LOGGED =
            Pattern.compile("duration: ([0-9.]+) ms  plan:\\R\\s*Query Text: (.*?)\\R((?:\\t.*\\R)+)");

    private final Path log;
    private final long from;

    /** Everything that is logged from now on. */
    Plans(Path log) throws IOException {
        this.log = log;
        this.from = Files.size(log);
    }

    /** A statement's runs. */
    record Runs(String statement, List<Double> milliseconds, String slowestPlan) {

        double median() {
            return milliseconds.stream().sorted().toList().get(milliseconds.size() / 2);
        }

        double longest() {
            return milliseconds.stream().mapToDouble(it -> it).max().orElse(0);
        }
    }

    /** Has sessions that begin from now on able to explain. */
    static void prepare(Statement sql) throws SQLException {
        sql.execute("ALTER DATABASE consent SET session_preload_libraries = 'auto_explain'");
    }

    static void begin(Statement sql) throws SQLException {
        sql.execute("LOAD 'auto_explain'");
        sql.execute("ALTER SYSTEM SET auto_explain.log_min_duration = 0");
        sql.execute("ALTER SYSTEM SET auto_explain.log_analyze = on");
        sql.execute("ALTER SYSTEM SET auto_explain.log_parameter_max_length = 0");
        sql.execute("SELECT pg_reload_conf()");
    }

    static void end(Statement sql) throws SQLException {
        sql.execute("ALTER SYSTEM RESET auto_explain.log_min_duration");
        sql.execute("ALTER SYSTEM RESET auto_explain.log_analyze");
        sql.execute("ALTER SYSTEM RESET auto_explain.log_parameter_max_length");
        sql.execute("SELECT pg_reload_conf()");
    }

    /** The statements on consents and tallies, by their text. */
    List<Runs> runs() throws IOException {
        Map<String, Runs> found = new TreeMap<>();
        Matcher logged = LOGGED.matcher(logged());
        while (logged.find()) {
            String statement = logged.group(2);
            // The service's statements have parameters; this program's own have none.
            if (!statement.contains("$1") || !statement.matches("(?s).*\\bconsent(_tally(_change)?)?\\b.*")) continue;
            double took = Double.parseDouble(logged.group(1));
            String plan = logged.group(3);
            found.compute(statement, (text, before) -> {
                List<Double> all = before == null ? new ArrayList<>() : before.milliseconds();
                boolean isSlowest = all.stream().allMatch(it -> it <= took);
                all.add(took);
                return new Runs(text, all, before == null || isSlowest ? plan : before.slowestPlan());
            });
        }
        return List.copyOf(found.values());
    }

    private String logged() throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
