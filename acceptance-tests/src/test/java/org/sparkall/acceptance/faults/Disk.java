package org.sparkall.acceptance.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file system of its own, in memory, that can be filled to the last byte. */
final class Disk {

    private static final String FILLING = "filling";
    private static final int PIECE = 1 << 20;

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** Whether this machine lets this user mount one. */
    static boolean isPossible() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Mounts one at this folder. */
    static Disk at(Path folder, int megabytes) throws Exception {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "spark-faults", folder.toString());
        return new Disk(folder);
    }

    /** Leaves no room on it. */
    void fill() throws IOException {
        byte[] zeros = new byte[PIECE];
        try (OutputStream filling = Files.newOutputStream(folder.resolve(FILLING))) {
            for (int piece = PIECE; piece > 0; ) piece = written(filling, zeros, piece) ? piece : piece / 2;
        }
    }

    private static boolean written(OutputStream to, byte[] zeros, int length) {
        try {
            to.write(zeros, 0, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the room back; harmless when there is some. */
    void free() throws IOException {
        Files.deleteIfExists(folder.resolve(FILLING));
    }

    /** Gives up all disks at or below a folder, with what is on them. */
    static void unmountBelow(Path folder) throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/mounts"))) {
            List<String> words = List.of(line.split(" ", -1));
            if (words.getFirst().equals("spark-faults") && Path.of(words.get(1)).startsWith(folder))
                run("umount", "-l", words.get(1));
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) throw new IllegalStateException(command[0] + " " + command[command.length - 1]);
    }
}
