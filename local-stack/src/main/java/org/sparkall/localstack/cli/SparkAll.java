package org.sparkall.localstack.cli;

import org.sparkall.localstack.part.LocalStackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher: {@code ./sparkall <command>}. */
@Command(
        name = "sparkall",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs the spark-all suite on this machine.",
        subcommands = {
            UpCommand.class,
            AotCommand.class,
            ImagesCommand.class,
            DeploymentsCommand.class,
            StartsCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            TraceCommand.class,
            VerifyRecordCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            TestCommand.class,
            BenchCommand.class,
            FaultsCommand.class,
            SteadyCommand.class,
            UpgradeCommand.class
        })
public final class SparkAll {

    SparkAll() {}

    /** Runs a command and ends with its exit code. */
    public static void main(String[] args) {
        // The launcher logs nothing of its own; the parts have their logs.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CommandLine commands = commands();
        if (args.length == 0) {
            commands.usage(System.out);
            System.exit(2);
        }
        System.exit(commands.execute(args));
    }

    /** The command line; what is known to be wrong is told in a line. */
    static CommandLine commands() {
        CommandLine commands = new CommandLine(new SparkAll());
        commands.setExecutionExceptionHandler((e, command, parsed) -> {
            if (!(e instanceof LocalStackException)) throw e;
            command.getErr().println(e.getMessage());
            return 1;
        });
        return commands;
    }
}
