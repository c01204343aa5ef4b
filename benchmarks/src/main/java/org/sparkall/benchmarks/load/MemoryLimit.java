package org.sparkall.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
            if (!unified) Files.writeString(limit.group.resolve("memory.max_usage_in_bytes"), "0");
            // Nor may anything go elsewhere; a system without swap has no such file.
            Path swap = limit.group.resolve(unified ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
            if (Files.exists(swap)) Files.writeString(swap, unified ? "0" : Long.toString(BYTES));
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

    /** The most that was held at once, in MB; empty where the system does not say (before Linux 5.19, with groups of version 2). */
    OptionalDouble peakMegabytes() {
        Path peak = group.resolve(unified ? "memory.peak" : "memory.max_usage_in_bytes");
        try {
            return OptionalDouble.of(Long.parseLong(Files.readString(peak).strip()) / 1e6);
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** Goes when its process has ended. */
    void remove() {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // The next run has it again.
        }
    }
}
