package org.sparkall.localstack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.part.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code upgrade}: a suite of an earlier version is upgraded to this one under load. */
@Command(
        name = "upgrade",
        mixinStandardHelpOptions = true,
        description =
                "Builds an earlier version, and upgrades a suite of it to this one, replica by replica, under load.")
final class UpgradeCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            required = true,
            description = "The earlier version: a tag or a commit of this repository.")
    String from = "";

    @Option(
            names = "--ingress",
            description =
                    "What stands before a replica that leaves ends its connections once they are unused: services of before"
                            + " the graceful shutdown need that.")
    boolean ingress;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path earlier = Project.root().resolve(".local/earlier");
        // What an earlier call left behind; nothing, mostly.
        if (Files.exists(earlier)) git("worktree", "remove", "--force", earlier.toString());
        git("worktree", "add", "--detach", earlier.toString(), from);
        try {
            List<String> build = new ArrayList<>(TestCommand.maven());
            build.addAll(List.of("-q", "-ntp", "package", "-DskipTests", "-DskipITs"));
            run(earlier, build);
            return Harness.run(
                    "RollingUpgradeIT",
                    earlier,
                    Map.of("upgrade.apps", Project.root().toString(), "upgrade.ingress", Boolean.toString(ingress)));
        } finally {
            git("worktree", "remove", "--force", earlier.toString());
        }
    }

    private static void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        run(Project.root(), command);
    }

    private static void run(Path folder, List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) throw new LocalStackException(String.join(" ", command) + " ended with " + code + ".");
    }
}
