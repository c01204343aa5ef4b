package org.sparkall.localstack.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Part;
import org.sparkall.localstack.part.Project;

/** PostgreSQL on a loopback port, durable as in production. */
public final class Postgres implements Part {

    /** Of the server; of another one neither understands the other's files. */
    public static final int MAJOR_VERSION = 18;

    private final int port;
    private final Path data;
    private final Path log;
    private @Nullable EmbeddedPostgres server;

    public Postgres(int port, Path data, Path log) {
        this.port = port;
        this.data = data;
        this.log = log;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String address() {
        return "localhost:" + port;
    }

    @Override
    public synchronized void start() {
        try {
            Files.createDirectories(data.toAbsolutePath().getParent());
            Files.createDirectories(log.toAbsolutePath().getParent());
            Path binaries = Files.createDirectories(Project.cache().resolve("postgresql"));
            server = EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    // The library's default trades durability for speed; the suite promises to lose nothing.
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("listen_addresses", "localhost")
                    .setServerConfig("max_connections", "300")
                    .setPGStartupWait(Duration.ofSeconds(30))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setRegisterShutdownHook(false)
                    .start();
        } catch (IOException | IllegalStateException e) {
            throw new LocalStackException("PostgreSQL did not start: see " + log + ".", e);
        }
    }

    /** Where the superuser connects to a database. */
    public String adminUrl(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres";
    }

    /** Where a database is for its own user. */
    public static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    /** Makes a database and the user who owns it, of the same name, unless they are there. */
    public void ensureDatabase(String name, String password) {
        ensureDatabase(adminUrl("postgres"), name, password);
    }

    /** As {@link #ensureDatabase(String, String)}, at a server that somebody else started. */
    public static void ensureDatabase(String adminUrl, String name, String password) {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement sql = connection.createStatement()) {
            if (!exists(sql, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                sql.execute("CREATE ROLE \"" + name + "\" LOGIN PASSWORD '" + password + "'");
            }
            if (!exists(sql, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                sql.execute("CREATE DATABASE \"" + name + "\" OWNER \"" + name + "\"");
            }
        } catch (SQLException e) {
            throw new LocalStackException("The database " + name + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Drops a database with all that is in it. */
    public void dropDatabase(String name) {
        try (Connection connection = DriverManager.getConnection(adminUrl("postgres"));
                Statement sql = connection.createStatement()) {
            sql.execute("DROP DATABASE IF EXISTS \"" + name + "\" WITH (FORCE)");
        } catch (SQLException e) {
            throw new LocalStackException("The database " + name + " cannot be dropped: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement sql, String query) throws SQLException {
        try (var rows = sql.executeQuery(query)) {
            return rows.next();
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        try {
            Path pid = data.resolve("postmaster.pid");
            return Files.exists(pid)
                    ? ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(pid).getFirst().strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        if (server == null) return;
        try {
            server.close();
        } catch (IOException e) {
            throw new LocalStackException("PostgreSQL did not stop: see " + log + ".", e);
        } finally {
            server = null;
        }
    }
}
