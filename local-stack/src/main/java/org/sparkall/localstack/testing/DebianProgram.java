package org.sparkall.localstack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparkall.localstack.part.LocalStackException;

/**
 * A program that tests need, and that Debian and its kin have.
 *
 * @param purpose what it is for, to complete "... is needed"
 * @param names what it may be called, the best name first
 * @param packages what to install when it is missing
 */
public record DebianProgram(String purpose, List<String> names, List<String> packages) {

    /** The browser that pages are tested in. */
    public static final DebianProgram CHROMIUM = new DebianProgram(
            "to test pages",
            List.of("chromium", "chromium-browser", "google-chrome"),
            List.of("chromium", "fonts-dejavu-core"));

    /** Fetches the client that nobody here wrote, and a Node.js that is new enough for it. */
    public static final DebianProgram NPM =
            new DebianProgram("to test with an independent client", List.of("npm"), List.of("nodejs", "npm"));

    /** Watches a suite, as operators do. */
    public static final DebianProgram PROMETHEUS =
            new DebianProgram("to test alerts and dashboards", List.of("prometheus"), List.of("prometheus"));

    /** Makes load. */
    public static final DebianProgram WRK = new DebianProgram("to measure", List.of("wrk"), List.of("wrk"));

    public DebianProgram {
        names = List.copyOf(names);
        packages = List.copyOf(packages);
    }

    /**
     * The program on this machine; on Debian and its kin it is installed when it is missing.
     *
     * @throws LocalStackException when there is none and it cannot be installed
     */
    public Path installed() throws IOException, InterruptedException {
        Optional<Path> present = find(searchPath());
        if (present.isPresent()) return present.get();
        String wanted = String.join(" ", packages);
        System.out.println("Installing " + wanted + ", needed " + purpose + " ...");
        if (isOnPath("apt-get")) {
            new ProcessBuilder("sh", "-c", command(needsSudo()) + " > /dev/null")
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        return find(searchPath())
                .orElseThrow(() -> new LocalStackException(names.getFirst() + " is needed " + purpose
                        + ": install it with your package manager, for example apt-get install " + wanted + "."));
    }

    /** The first of its names that is in one of these folders. */
    Optional<Path> find(String searchPath) {
        return names.stream().flatMap(it -> on(searchPath, it)).findFirst();
    }

    /** What installs it. */
    String command(boolean withSudo) {
        String sudo = withSudo ? "sudo -n " : "";
        return sudo + "apt-get -qq update && " + sudo
                + "env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends "
                + String.join(" ", packages);
    }

    private static boolean needsSudo() {
        return !"root".equals(System.getProperty("user.name")) && isOnPath("sudo");
    }

    private static boolean isOnPath(String program) {
        return on(searchPath(), program).findAny().isPresent();
    }

    private static String searchPath() {
        return Optional.ofNullable(System.getenv("PATH")).orElse("");
    }

    private static Stream<Path> on(String searchPath, String program) {
        return Stream.of(searchPath.split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
