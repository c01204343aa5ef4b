package org.sparkall.admin.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.connection.AdminException;

/** Where a person's sign-in at a realm is kept between commands: in a file that nobody but they can read. */
final class SessionFile {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final Path file;

    /** @param folder the folder of all sessions */
    SessionFile(Path folder, URI issuer) {
        this.folder = folder;
        this.file = folder.resolve("session-" + digest(issuer.toString()) + ".json");
    }

    /** A sign-in. */
    record Session(String clientId, Tokens tokens) {}

    /** The folder by the rules of XDG's base directories, unless {@code SPARKALL_ADMIN_HOME} names one. */
    static Path folder() {
        return variable("SPARKALL_ADMIN_HOME")
                .or(() -> variable("XDG_STATE_HOME").map(it -> it.resolve("sparkall-admin")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state", "sparkall-admin"));
    }

    private static Optional<Path> variable(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(it -> !it.isBlank())
                .map(Path::of);
    }

    /**
     * The sign-in that is kept, if there is one.
     *
     * @throws AdminException others can read it, or it is damaged
     */
    Optional<Session> read() {
        if (!Files.isRegularFile(file)) return Optional.empty();
        try {
            if (POSIX && !OWN.containsAll(Files.getPosixFilePermissions(file))) {
                throw AdminException.signIn(
                        "Others can read " + file + ": it is not used. Run 'logout', then 'login'.");
            }
            JsonNode kept = JSON.readTree(Files.readString(file));
            return Optional.of(new Session(
                    kept.path("client_id").asText(),
                    new Tokens(
                            kept.path("access_token").asText(),
                            Instant.ofEpochSecond(kept.path("expires_at").asLong()),
                            text(kept, "refresh_token"))));
        } catch (JsonProcessingException e) {
            throw AdminException.signIn(file + " is damaged: run 'logout', then 'login'.");
        } catch (IOException e) {
            throw unusable();
        }
    }

    private static @Nullable String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.path(member).asText() : null;
    }

    /** Keeps a sign-in in place of the one before, all at once. */
    void write(Session session) {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("client_id", session.clientId());
        kept.put("access_token", session.tokens().accessToken());
        kept.put("expires_at", session.tokens().expiresAt().getEpochSecond());
        if (session.tokens().refreshToken() != null)
            kept.put("refresh_token", session.tokens().refreshToken());
        try {
            makeFolder();
            // Not readable by others at any moment.
            Path fresh = Files.createTempFile(folder, "session-", ".new", own("rw-------"));
            Files.writeString(fresh, kept.toString());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable();
        }
    }

    /** Forgets it. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable();
        }
    }

    /** Does something that no other command does at the same time: of two that refresh with one token the second would end the session. */
    <T> T alone(Supplier<T> work) {
        try {
            makeFolder();
            try (FileChannel lock = FileChannel.open(
                    file.resolveSibling(file.getFileName() + ".lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    own("rw-------"))) {
                lock.lock();
                return work.get();
            }
        } catch (IOException e) {
            throw unusable();
        }
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) Files.createDirectories(folder, own("rwx------"));
    }

    private static FileAttribute<?>[] own(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private AdminException unusable() {
        return AdminException.signIn(
                "The sign-in cannot be kept in " + folder + ": name another folder with SPARKALL_ADMIN_HOME.");
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
