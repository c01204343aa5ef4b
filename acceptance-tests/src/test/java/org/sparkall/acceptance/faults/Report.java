package org.sparkall.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What runs have shown, on the terminal and in a file that outlives them. */
final class Report {

    private static final Path FILE = Path.of("target", "faults.txt");

    private Report() {}

    static void say(String line) throws IOException {
        System.out.println(line);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
