package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparkall.localstack.part.LocalStackException;

/**
 * What a process may hold of the memory as a container's is counted: in a control group of its own, with the pages of files that it was the first
 * to read. At the limit the system takes back what can be read again, and ends whoever needs more than that.
 */
final class MemoryLimit {

    static final long BYTES = 256_000_000;

    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Path group;
    private final boolean unified;

    private MemoryLimit(Path group, boolean unified) {
        this.group = group;
        this.unified = unified;
    }

    /** @return empty where groups cannot be made: that takes root */
    static Optional<MemoryLimit> of(String service) {
        boolean unified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        if (!Files.isWritable(parent.resolve("cgroup.procs"))) return Optional.empty();
        MemoryLimit limit = new MemoryLimit(parent.resolve("sparkall-bench-" + service), unified);
        try {
            if (unified) Files.writeString(parent.resolve("cgroup.subtree_control"), "+memory");
            limit.remove();
            Files.createDirectories(limit.group);
            Files.writeString(
                    limit.group.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), Long.toString(BYTES));
            return Optional.of(limit);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A command that runs within.
     *
     * @param file what it reads most of; whoever read it before it counts for nothing
     */
    List<String> on(Path file, List<String> command) {
        List<String> all = new ArrayList<>(List.of(
                "sh",
                "-c",
                "dd of=\"$1\" oflag=nocache conv=notrunc,fdatasync count=0 status=none && echo $$ > \"$0\" && shift && exec \"$@\"",
                group.resolve("cgroup.procs").toString(),
                file.toString()));
        all.addAll(command);
        return all;
    }

    /** The most that was held at once, in MB. */
    double peakMegabytes() {
        return number(unified ? "memory.peak" : "memory.max_usage_in_bytes") / 1e6;
    }

    private double number(String file) {
        try {
            return Long.parseLong(Files.readString(group.resolve(file)).strip());
        } catch (IOException e) {
            throw new LocalStackException("The control group " + group + " cannot be read.", e);
        }
    }

    /** Goes when its process has ended. */
    void remove() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // The next run has it again.
            return;
        }
    }
}
