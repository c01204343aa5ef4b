package org.sparkall.localstack.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches logs for secrets, by sixteen characters of each that no other text has: a part of one is one too many. */
public final class SecretSearch {

    private static final int WINDOW = 16;
    private static final long BASE = 1_000_003;
    private static final long LEAVING = power(WINDOW - 1);

    /** The windows that are searched for, by their rolling hash. */
    private final Map<Long, String> windows = new HashMap<>();

    /** @param secrets what must not be found; what has no digit, or is shorter than sixteen characters, is no secret */
    public SecretSearch(Collection<String> secrets) {
        secrets.forEach(secret -> window(secret).ifPresent(it -> windows.put(hash(it), it)));
    }

    /**
     * A place in a log.
     *
     * @param line counted from 1
     */
    public record Finding(Path file, long line) {}

    /** How many secrets are searched for. */
    public int size() {
        return windows.size();
    }

    /** Where any of them stands, in all files of a folder. */
    public List<Finding> in(Path folder) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                    long number = 0;
                    for (String line : (Iterable<String>) lines::iterator) {
                        number++;
                        if (isIn(line)) findings.add(new Finding(file, number));
                    }
                }
            }
        }
        return findings;
    }

    private boolean isIn(String line) {
        long hash = 0;
        for (int i = 0; i < line.length(); i++) {
            if (i >= WINDOW) hash -= line.charAt(i - WINDOW) * LEAVING;
            hash = hash * BASE + line.charAt(i);
            if (i < WINDOW - 1) continue;
            String window = windows.get(hash);
            if (window != null && line.startsWith(window, i - WINDOW + 1)) return true;
        }
        return false;
    }

    /** Where a secret is like no other: a JWT in its signature, anything else at its beginning, after the prefix of a URN. */
    private static Optional<String> window(String secret) {
        String unique = secret.startsWith("urn:") ? secret.substring(secret.lastIndexOf(':') + 1) : secret;
        if (unique.length() < WINDOW || unique.chars().noneMatch(Character::isDigit)) return Optional.empty();
        return Optional.of(
                unique.startsWith("eyJ") ? unique.substring(unique.length() - WINDOW) : unique.substring(0, WINDOW));
    }

    private static long hash(String window) {
        long hash = 0;
        for (int i = 0; i < window.length(); i++) hash = hash * BASE + window.charAt(i);
        return hash;
    }

    private static long power(int exponent) {
        long result = 1;
        for (int i = 0; i < exponent; i++) result *= BASE;
        return result;
    }
}
