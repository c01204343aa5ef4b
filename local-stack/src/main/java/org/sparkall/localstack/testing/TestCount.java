package org.sparkall.localstack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Adds up the reports that Surefire and Failsafe left. */
public final class TestCount {

    private final Instant since;
    private int tests;
    private int failed;
    private int skipped;

    private TestCount(Instant since) {
        this.since = since;
    }

    /** Counts reports that are not older than this. */
    public static TestCount since(Instant since) {
        return new TestCount(since);
    }

    /** Reads the reports of all modules. */
    public void read(Path root) throws IOException {
        List<Path> modules;
        try (Stream<Path> folders = Files.list(root)) {
            modules = folders.toList();
        }
        for (Path module : modules) {
            add(module.resolve("target/surefire-reports"));
            add(module.resolve("target/failsafe-reports"));
        }
    }

    private void add(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) return;
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(it -> it.getFileName().toString().matches("TEST-.*\\.xml"))
                    .toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) continue;
                Element suite = Jsoup.parse(file.toFile(), "UTF-8", "", Parser.xmlParser())
                        .selectFirst("testsuite");
                if (suite == null) continue;
                tests += number(suite, "tests");
                failed += number(suite, "failures") + number(suite, "errors");
                skipped += number(suite, "skipped");
            }
        }
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.attr(attribute));
    }

    public boolean isGreen() {
        return tests > 0 && failed == 0;
    }

    /** One line. */
    public String summary() {
        return "%d passed, %d failed, %d skipped".formatted(tests - failed - skipped, failed, skipped);
    }
}
