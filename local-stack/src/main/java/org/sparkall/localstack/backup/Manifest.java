package org.sparkall.localstack.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sparkall.localstack.part.LocalStackException;

/**
 * What a backup says of itself. It is the last that is written of a backup: one without it was not finished.
 *
 * @param takenAt the moment the databases are as of
 * @param postgresql the server's major version, which alone can use its files
 * @param migrations the newest migration of each service's database
 * @param keys the fingerprint of each service's master key, without which its database is of no use
 * @param files each file's content
 */
record Manifest(
        Instant takenAt,
        int postgresql,
        SortedMap<String, String> migrations,
        SortedMap<String, String> keys,
        SortedMap<String, Content> files) {

    static final String FILE = "manifest.json";

    /** Grows when a backup of this version is nothing that one before could restore. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A file's content. */
    record Content(long bytes, String sha256) {}

    Manifest {
        migrations = new TreeMap<>(migrations);
        keys = new TreeMap<>(keys);
        files = new TreeMap<>(files);
    }

    /**
     * The manifest of the backup in a folder.
     *
     * @throws LocalStackException when there is none that this version understands
     */
    static Manifest of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new LocalStackException("There is no backup in " + folder + ": the file " + FILE + " is missing.");
        }
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be read.", e);
        }
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws LocalStackException when it is something else
     */
    static Manifest parse(String json) {
        JsonNode all;
        try {
            all = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw damaged();
        }
        JsonNode format = all.path("format");
        if (!format.isInt()) throw damaged();
        if (format.asInt() != FORMAT) {
            throw new LocalStackException("The backup has format " + format.asInt()
                    + ", and this version of spark-all knows " + FORMAT + " only: use the version that took it.");
        }
        try {
            SortedMap<String, Content> files = new TreeMap<>();
            for (var it : all.path("files").properties()) {
                if (!it.getKey().matches("[a-z0-9-]+(\\.[a-z0-9]+)*")) throw damaged();
                files.put(
                        it.getKey(),
                        new Content(
                                it.getValue().path("bytes").asLong(-1),
                                it.getValue().path("sha256").asText()));
            }
            if (files.isEmpty() || !all.path("postgresql").isInt()) throw damaged();
            return new Manifest(
                    Instant.parse(all.path("taken_at").asText()),
                    all.path("postgresql").asInt(),
                    texts(all.path("migrations")),
                    texts(all.path("keys")),
                    files);
        } catch (DateTimeException e) {
            throw damaged();
        }
    }

    private static LocalStackException damaged() {
        return new LocalStackException("The backup is damaged: its " + FILE + " is not what a backup writes.");
    }

    private static SortedMap<String, String> texts(JsonNode object) {
        SortedMap<String, String> texts = new TreeMap<>();
        object.properties().forEach(it -> texts.put(it.getKey(), it.getValue().asText()));
        return texts;
    }

    String toJson() {
        ObjectNode all = JSON.createObjectNode();
        all.put("format", FORMAT);
        all.put("taken_at", takenAt.toString());
        all.put("postgresql", postgresql);
        all.set("migrations", JSON.valueToTree(migrations));
        all.set("keys", JSON.valueToTree(keys));
        ObjectNode each = all.putObject("files");
        files.forEach((name, content) ->
                each.putObject(name).put("bytes", content.bytes()).put("sha256", content.sha256()));
        return all.toPrettyString() + "\n";
    }

    /**
     * Makes sure that a folder holds the files, as they were written.
     *
     * @throws LocalStackException when it does not
     */
    void requireWhole(Path folder) {
        for (Map.Entry<String, Content> it : files.entrySet()) {
            Path file = folder.resolve(it.getKey());
            if (!Files.isRegularFile(file)) {
                throw new LocalStackException("The backup is damaged: its file " + it.getKey() + " is missing.");
            }
            try {
                if (Files.size(file) != it.getValue().bytes()
                        || !Sha256.of(file).equals(it.getValue().sha256())) {
                    throw new LocalStackException(
                            "The backup is damaged: its file " + it.getKey() + " is not what was written.");
                }
            } catch (IOException e) {
                throw new LocalStackException("The file " + file + " cannot be read.", e);
            }
        }
    }
}
