package org.sparkall.localstack.container;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkall.localstack.part.LocalStackException;

/**
 * A container engine, called as people call it: podman or docker. Both know the few commands used here under the same names.
 *
 * @param program its name or path
 */
public record ContainerEngine(String program) {

    private static final int LINES_SHOWN = 15;

    /** The one that {@code SPARKALL_CONTAINER_ENGINE} names, or podman. */
    public static ContainerEngine configured() {
        return new ContainerEngine(
                Optional.ofNullable(System.getenv("SPARKALL_CONTAINER_ENGINE")).orElse("podman"));
    }

    /**
     * Builds an image.
     *
     * @param arguments of the Containerfile
     * @throws LocalStackException when it cannot be built, with the last lines that the engine said
     */
    public void build(Path containerfile, Path context, String image, Map<String, String> arguments) {
        List<String> command = new ArrayList<>(List.of("build", "-f", containerfile.toString(), "-t", image));
        arguments.forEach((name, value) -> command.addAll(List.of("--build-arg", name + "=" + value)));
        command.add(context.toString());
        call(command);
    }

    /** Makes an image of one layer from the files in a folder. */
    public void importFolder(Path folder, String image) {
        Path archive = folder.resolveSibling(folder.getFileName() + ".tar");
        output(List.of(
                "tar",
                "--sort=name",
                "--owner=0",
                "--group=0",
                "--numeric-owner",
                "-C",
                folder.toString(),
                "-cf",
                archive.toString(),
                "."));
        call(List.of("import", archive.toString(), image));
    }

    /** What all layers of an image hold, in bytes. */
    public long size(String image) {
        return Long.parseLong(call(List.of("image", "inspect", "--format", "{{.Size}}", image)));
    }

    /**
     * Calls it.
     *
     * @return what it said
     * @throws LocalStackException when it fails
     */
    public String call(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(arguments);
        return output(command);
    }

    private static String output(List<String> command) {
        try {
            Path said = Files.createTempFile("sparkall", ".log");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
                int exit = process.waitFor();
                String text = Files.readString(said, StandardCharsets.UTF_8).strip();
                if (exit != 0) throw new LocalStackException(failure(command, text));
                return text;
            } finally {
                Files.delete(said);
            }
        } catch (IOException e) {
            throw new LocalStackException("'" + command.getFirst() + "' cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalStackException("Interrupted.", e);
        }
    }

    private static String failure(List<String> command, String said) {
        List<String> lines = said.lines().toList();
        return "'" + String.join(" ", command.subList(0, Math.min(2, command.size()))) + "' failed:\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
