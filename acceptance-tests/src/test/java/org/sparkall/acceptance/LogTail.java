package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.FILE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sparkall.localstack.suite.ServiceSettings;

/** What the services of the running suite write into their logs from now on. */
final class LogTail {

    private final Map<String, Long> ends = new HashMap<>();

    LogTail() throws IOException {
        for (String service : ServiceSettings.SERVICES) ends.put(service, Files.size(log(service)));
    }

    /** Whole lines, split as every tool splits them that reads logs. */
    List<String> of(String service) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log(service).toFile(), "r")) {
            long position = ends.get(service);
            byte[] bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return whole.isEmpty() ? List.of() : List.of(whole.strip().split("\\R", -1));
        }
    }

    private static Path log(String service) {
        return FILE.folder().resolve("logs").resolve(service + ".log");
    }
}
