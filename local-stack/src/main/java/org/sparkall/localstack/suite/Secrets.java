package org.sparkall.localstack.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;
import org.sparkall.localstack.part.LocalStackException;

/** The passwords and keys of one data folder, made on first use and kept in a file that only its owner can read. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties properties = new Properties();

    Secrets(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
            }
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be read.", e);
        }
    }

    String databasePassword(String database) {
        return get("database." + database, () -> HexFormat.of().formatHex(random(16)));
    }

    String kafkaPassword(String user) {
        return get("kafka." + user, () -> HexFormat.of().formatHex(random(16)));
    }

    /** 32 random bytes in base64. */
    String masterKey(String service) {
        return get("master-key." + service, () -> Base64.getEncoder().encodeToString(random(32)));
    }

    private synchronized String get(String name, Supplier<String> make) {
        String present = properties.getProperty(name);
        if (present != null) return present;
        String made = make.get();
        properties.setProperty(name, made);
        save();
        return made;
    }

    private void save() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (var writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be written.", e);
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
