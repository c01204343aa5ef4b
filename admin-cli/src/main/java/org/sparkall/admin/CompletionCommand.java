package org.sparkall.admin;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code generate-completion}: the completion of bash and zsh, for the name by which this was called. */
@Command(
        name = "generate-completion",
        description = "Prints a completion script for bash and zsh.",
        footer = {"%nTo use it in this shell:%n", "  source <(${ROOT-COMMAND-NAME} generate-completion)%n"})
final class CompletionCommand implements Callable<Integer> {

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine root = java.util.Objects.requireNonNull(spec).root().commandLine();
        root.getOut().print(script(root));
        root.getOut().flush();
        return 0;
    }

    /** Shells complete by the first word: that of the launcher is completed as a command of which this is a part. */
    static String script(CommandLine root) {
        String[] words = root.getCommandName().split(" ", 2);
        if (words.length == 1) return AutoComplete.bash(words[0], root);
        CommandLine launcher = new CommandLine(CommandSpec.create().name(words[0]));
        launcher.addSubcommand(words[1], SparkAdmin.commandLine().setCommandName(words[1]));
        return AutoComplete.bash(words[0], launcher);
    }
}
