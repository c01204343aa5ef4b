package org.sparkall.localstack.suite;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.sparkall.localstack.part.LocalStackException;

/** What a suite's folder says of a backup that was restored into it. */
public final class RestoredSuite {

    private static final String SETTINGS = "restoration.properties";
    private static final String UNDER_WAY = "restoration.unfinished";

    private RestoredSuite() {}

    /** Notes that a restore into this folder is under way: until it is {@link #finish finished} no suite starts there. */
    public static void begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(UNDER_WAY), "");
    }

    /** Whether a restore into this folder was begun and not finished. */
    public static boolean isUnderWay(Path folder) {
        return Files.exists(folder.resolve(UNDER_WAY));
    }

    /**
     * The folder holds all of a backup now.
     *
     * @param lost what is known of that which happened after the backup, as the services' setting has it
     */
    public static void finish(Path folder, Instant restoredTo, String lost) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("SPARKALL_RESTORATION_RESTORED_TO", restoredTo.toString());
        settings.setProperty("SPARKALL_RESTORATION_LOST", lost);
        try (Writer writer = Files.newBufferedWriter(folder.resolve(SETTINGS))) {
            settings.store(writer, null);
        }
        Files.delete(folder.resolve(UNDER_WAY));
    }

    /** What the services are told of it: nothing when nothing was restored. */
    static Map<String, String> settings(Path folder) {
        Properties settings = new Properties();
        Path file = folder.resolve(SETTINGS);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                settings.load(reader);
            } catch (IOException e) {
                throw new LocalStackException("The file " + file + " cannot be read.", e);
            }
        }
        Map<String, String> all = new TreeMap<>();
        settings.stringPropertyNames().forEach(it -> all.put(it, settings.getProperty(it)));
        return all;
    }

    static void requireFinished(Path folder) {
        if (isUnderWay(folder)) {
            throw new LocalStackException("A restore into " + folder
                    + " was not finished: do it again, or forget it with ./sparkall up --fresh.");
        }
    }
}
