package org.sparkall.localstack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparkall.localstack.part.LocalStackException;

/** The browser that pages are tested in. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private Chromium() {}

    /**
     * The browser of this machine; on Debian and its kin it is installed when it is missing.
     *
     * @throws LocalStackException when there is none and it cannot be installed
     */
    public static Path installed() throws IOException, InterruptedException {
        Optional<Path> present = find();
        if (present.isPresent()) return present.get();
        System.out.println("Installing the package chromium, in which pages are tested ...");
        install();
        return find().orElseThrow(
                        () -> new LocalStackException(
                                "The tests need Chromium: install it with your package manager, for example apt-get install chromium."));
    }

    private static void install() throws IOException, InterruptedException {
        if (!isOnPath("apt-get")) return;
        String sudo = isRoot() || !isOnPath("sudo") ? "" : "sudo -n ";
        String command = sudo + "apt-get -qq update && " + sudo
                + "env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends chromium fonts-dejavu-core";
        new ProcessBuilder("sh", "-c", command + " > /dev/null")
                .inheritIO()
                .start()
                .waitFor();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Optional<Path> find() {
        return NAMES.stream().flatMap(Chromium::onPath).findFirst();
    }

    private static boolean isOnPath(String program) {
        return onPath(program).findAny().isPresent();
    }

    private static Stream<Path> onPath(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable);
    }
}
