package org.sparkall.acceptance.faults;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.sparkall.localstack.postgres.Postgres;

/**
 * A copy of a PostgreSQL at work, which follows it by synchronous streaming replication: what the first has acknowledged, the copy has, and
 * it can take over at any moment.
 */
final class Standby {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAME = "standby";

    /** What PostgreSQL says a base backup is to leave out (its manual, "Making a Base Backup Using the Low Level API"), and this process' lock. */
    private static final Set<String> CONTENTS_LEFT_OUT = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> FILES_LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Postgres copy;

    private Standby(Postgres copy) {
        this.copy = copy;
    }

    /**
     * Makes one.
     *
     * @param primary the server that is followed
     * @param data where its files are
     * @param copy the server to be
     * @param copyData where its files shall be
     */
    static Standby of(Postgres primary, Path data, Postgres copy, Path copyData) throws Exception {
        try (Connection connection = DriverManager.getConnection(primary.adminUrl("postgres"));
                Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
            sql.execute("SELECT pg_create_physical_replication_slot('" + NAME + "', true)");
            sql.execute("SELECT pg_backup_start('" + NAME + "', true)");
            copyFiles(data, copyData);
            Files.writeString(
                    copyData.resolve("backup_label"), text(sql, "SELECT labelfile FROM pg_backup_stop(false)"));
            follow(primary, copyData);
            copy.start();
            sql.execute("ALTER SYSTEM SET synchronous_standby_names = '" + NAME + "'");
            sql.execute("SELECT pg_reload_conf()");
            Instant deadline = Instant.now().plus(PATIENCE);
            while (!text(
                            sql,
                            "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync' AND state = 'streaming'")
                    .equals("1")) {
                if (Instant.now().isAfter(deadline)) throw new IllegalStateException("the copy does not follow");
                Thread.sleep(50);
            }
        }
        return new Standby(copy);
    }

    /** Makes it the one that writes, and returns when it does. */
    void promote() throws SQLException {
        try (Connection connection = DriverManager.getConnection(copy.adminUrl("postgres"));
                Statement sql = connection.createStatement()) {
            sql.execute("SELECT pg_promote(true, " + PATIENCE.toSeconds() + ")");
        }
    }

    private static void follow(Postgres primary, Path copyData) throws IOException {
        String host = primary.address().split(":", -1)[0];
        String port = primary.address().split(":", -1)[1];
        Files.writeString(
                copyData.resolve("postgresql.auto.conf"),
                """
                primary_conninfo = 'host=%s port=%s user=postgres application_name=%s'
                primary_slot_name = '%s'
                """.formatted(host, port, NAME, NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        Files.createFile(copyData.resolve("standby.signal"));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder));
                if (!Files.exists(target)) Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                boolean leftOut =
                        CONTENTS_LEFT_OUT.contains(from.relativize(folder).toString());
                return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (FILES_LEFT_OUT.contains(from.relativize(file).toString())) return FileVisitResult.CONTINUE;
                try {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                } catch (NoSuchFileException e) {
                    // A server at work deletes files, too: the log of changes says so to the copy.
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }
        });
    }

    private static String text(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            if (!rows.next()) throw new IllegalStateException("no row: " + query);
            return rows.getString(1);
        }
    }
}
