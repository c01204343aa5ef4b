package org.sparkall.localstack.suite;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparkall.localstack.part.LocalStackException;

/** Which master keys a file of secrets holds. */
public final class SuiteKeys {

    private static final String MASTER_KEY = "master-key.";
    private static final int SHOWN_BYTES = 8;

    private final SortedMap<String, String> fingerprints = new TreeMap<>();

    private SuiteKeys(Properties secrets) {
        secrets.stringPropertyNames().stream()
                .filter(it -> it.startsWith(MASTER_KEY))
                .forEach(it ->
                        fingerprints.put(it.substring(MASTER_KEY.length()), fingerprint(secrets.getProperty(it))));
    }

    /** The keys in a suite's {@code secrets.properties}. */
    public static SuiteKeys of(Path file) {
        Properties secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            secrets.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new LocalStackException("The file " + file + " cannot be read as a suite's secrets.", e);
        }
        return new SuiteKeys(secrets);
    }

    /** What tells the keys apart and says nothing about them: they are random. */
    public SortedMap<String, String> fingerprints() {
        return new TreeMap<>(fingerprints);
    }

    private static String fingerprint(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("spark-all backup " + key).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, SHOWN_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be there in every Java runtime", e);
        }
    }
}
