package org.sparkall.localstack.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sparkall.localstack.part.LocalStackException;

/**
 * All databases of a running PostgreSQL at one moment: a base backup as PostgreSQL's manual describes it ("Making a Base Backup Using the Low
 * Level API"), with the write-ahead log that makes it whole.
 */
final class BaseBackup {

    /** What the server makes anew when it starts; the folders themselves must be there. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");
    private static final Pattern FIRST_SEGMENT = Pattern.compile("START WAL LOCATION: .* \\(file ([0-9A-F]{24})\\)");

    private final String adminUrl;
    private final Path data;

    /** @param data the server's folder */
    BaseBackup(String adminUrl, Path data) {
        this.adminUrl = adminUrl;
        this.data = data;
    }

    /**
     * Writes it, as a ZIP archive.
     *
     * @return the moment that it is of: what was committed before is in it
     */
    Instant write(OutputStream out) {
        try (Connection connection = DriverManager.getConnection(adminUrl);
                Statement sql = connection.createStatement();
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            // Keeps the log of what happens meanwhile, and goes with this connection.
            sql.execute(
                    "SELECT pg_create_physical_replication_slot('sparkall_backup_' || pg_backend_pid(), true, true)");
            sql.execute("SELECT pg_backup_start('sparkall', true)");
            writeData(zip);
            return finish(sql, zip);
        } catch (SQLException e) {
            throw new LocalStackException("PostgreSQL cannot be backed up: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LocalStackException("The backup cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private Instant finish(Statement sql, ZipOutputStream zip) throws SQLException, IOException {
        try (ResultSet row = sql.executeQuery("SELECT clock_timestamp() AS moment, pg_walfile_name(stop.lsn) AS last,"
                + " stop.labelfile AS label FROM pg_backup_stop(false) AS stop")) {
            row.next();
            String label = row.getString("label");
            add(zip, "backup_label", label.getBytes(StandardCharsets.UTF_8));
            Matcher first = FIRST_SEGMENT.matcher(label);
            if (!first.find()) throw new IOException("PostgreSQL does not say where its log begins");
            writeLog(zip, first.group(1), row.getString("last"));
            Instant moment = row.getObject("moment", OffsetDateTime.class).toInstant();
            return moment.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    private void writeData(ZipOutputStream zip) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!folder.equals(data)) add(zip, name(folder) + "/", new byte[0]);
                return EMPTIED.contains(name(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!LEFT_OUT.contains(name(file))) add(zip, file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                // The server deletes files as it pleases; its log tells what becomes of them.
                if (failure instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw failure;
            }
        });
    }

    private void writeLog(ZipOutputStream zip, String first, String last) throws IOException {
        add(zip, "pg_wal/archive_status/", new byte[0]);
        List<Path> segments;
        try (Stream<Path> files = Files.list(data.resolve("pg_wal"))) {
            segments = files.filter(it -> isNeeded(it.getFileName().toString(), first, last))
                    .sorted()
                    .toList();
        }
        if (segments.stream().noneMatch(it -> it.endsWith(first))
                || segments.stream().noneMatch(it -> it.endsWith(last))) {
            throw new IOException("PostgreSQL's log is not there from " + first + " to " + last);
        }
        for (Path it : segments) add(zip, it);
    }

    private static boolean isNeeded(String name, String first, String last) {
        boolean segment = name.length() == first.length() && name.compareTo(first) >= 0 && name.compareTo(last) <= 0;
        return segment || name.endsWith(".history");
    }

    private String name(Path path) {
        return data.relativize(path).toString();
    }

    private void add(ZipOutputStream zip, Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry(name(file)));
            content.transferTo(zip);
            zip.closeEntry();
        } catch (NoSuchFileException e) {
            // As above: gone since the folder was read.
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
