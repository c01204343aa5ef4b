import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes native libraries for other systems out of the JARs of a folder: an image is for one system, and they are a tenth of it. A library
 * whose path names no system stays.
 *
 * <p>Run from its source while an image is built: {@code java ForeignLibraries.java FOLDER}.
 */
final class ForeignLibraries {

    private static final Set<String> LIBRARIES = Set.of("so", "dylib", "jnilib", "dll", "a");
    private static final Set<String> SYSTEMS =
            Set.of("linux", "darwin", "mac", "macos", "macosx", "osx", "win", "win32", "windows", "freebsd", "aix", "sunos", "linux-android", "linux-musl");
    private static final Set<String> PROCESSORS = Set.of(
            "amd64", "x86_64", "aarch64", "arm64", "i386", "x86", "arm", "armv6", "armv7", "ppc", "ppc64", "ppc64le", "s390x", "riscv64",
            "loongarch64", "mips64", "sparc");

    private final Set<String> own;

    private ForeignLibraries(String system, String processor) {
        own = Set.of(system, processor, processor.equals("amd64") ? "x86_64" : "arm64");
    }

    static void main(String[] args) throws IOException {
        ForeignLibraries foreign = new ForeignLibraries("linux", System.getProperty("os.arch"));
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            for (Path jar : files.filter(it -> it.toString().endsWith(".jar")).toList()) foreign.removeFrom(jar);
        }
    }

    private void removeFrom(Path jar) throws IOException {
        List<String> libraries = librariesIn(jar);
        if (libraries.isEmpty()) return;
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            for (String library : libraries) Files.delete(inside.getPath(library));
        }
        System.out.println(jar.getFileName());
    }

    /** Looks without opening the archive for writing: one that needs no change stays as it is, to the byte. */
    private List<String> librariesIn(Path jar) throws IOException {
        try (ZipFile archive = new ZipFile(jar.toFile())) {
            return archive.stream().map(ZipEntry::getName).filter(this::isForeign).toList();
        }
    }

    private boolean isForeign(String entry) {
        List<String> path = List.of(entry.toLowerCase(Locale.ROOT).split("/"));
        String file = path.getLast();
        if (!LIBRARIES.contains(file.substring(file.lastIndexOf('.') + 1))) return false;
        return path.subList(0, path.size() - 1).stream()
                .anyMatch(it -> (SYSTEMS.contains(it) || PROCESSORS.contains(it)) && !own.contains(it));
    }
}
