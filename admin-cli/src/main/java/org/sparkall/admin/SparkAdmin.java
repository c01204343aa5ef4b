package org.sparkall.admin;

import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.audit.AuditCommand;
import org.sparkall.admin.catalog.CatalogCommands;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.ConnectionOptions;
import org.sparkall.admin.drift.DriftCommands;
import org.sparkall.admin.grant.GrantCommands;
import org.sparkall.admin.integration.IntegrationCommands;
import org.sparkall.admin.key.KeyCommands;
import org.sparkall.admin.outbox.OutboxCommands;
import org.sparkall.admin.output.Table;
import org.sparkall.admin.signin.LoginCommand;
import org.sparkall.admin.signin.LogoutCommand;
import org.sparkall.admin.signin.WhoamiCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The operators' command line: {@code sparkall-admin}, or {@code ./sparkall admin} in a checkout. */
@Command(
        name = SparkAdmin.NAME,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = SparkAdmin.Version.class,
        description = "Operates a spark-all suite over its HTTP APIs.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:refused or failed; the reason is on standard error",
            "2:not used as it is meant",
            "3:a service or Keycloak cannot be reached",
            "4:nobody is signed in, or the sign-in is not accepted",
            "5:a check found what it looked for (drift show --check, outbox status --max-age)"
        },
        subcommands = {
            CatalogCommands.class,
            IntegrationCommands.class,
            GrantCommands.class,
            KeyCommands.class,
            OutboxCommands.class,
            DriftCommands.class,
            AuditCommand.class,
            LoginCommand.class,
            LogoutCommand.class,
            WhoamiCommand.class,
            CompletionCommand.class
        })
public final class SparkAdmin {

    static final String NAME = "sparkall-admin";

    /** The system property with the name by which a launcher is called that starts this; the command's own when there is none. */
    static final String LAUNCHED_AS = "sparkall.admin.command";

    @Mixin
    ConnectionOptions connection = new ConnectionOptions();

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    boolean json;

    SparkAdmin() {}

    /** The version by the JAR's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            @Nullable String version = SparkAdmin.class.getPackage().getImplementationVersion();
            return new String[] {NAME + " " + (version == null ? "(not packaged)" : version)};
        }
    }

    static SparkAdmin of(CommandSpec spec) {
        return (SparkAdmin) spec.root().userObject();
    }

    /** Runs a command and ends with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new SparkAdmin());
        commands.setCommandName(System.getProperty(LAUNCHED_AS, NAME));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.registerConverter(URI.class, SparkAdmin::address);
        commands.registerConverter(Duration.class, SparkAdmin::duration);
        commands.setParameterExceptionHandler(SparkAdmin::misused);
        commands.setExecutionExceptionHandler(SparkAdmin::failed);
        return commands;
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("'" + text + "' is no address such as https://host.example");
        }
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("'" + text + "' is no amount of time such as PT1M");
        }
    }

    private static int misused(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(Table.plain(String.valueOf(e.getMessage())));
        if (!UnmatchedArgumentException.printSuggestions(e, err))
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return AdminException.USAGE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof AdminException known) {
            err.println(Table.plain(String.valueOf(known.getMessage())));
            return known.exitCode();
        }
        err.println("This is a fault of " + NAME + ": " + e.getClass().getSimpleName()
                + ". With SPARKALL_ADMIN_DEBUG=true it tells more.");
        if ("true".equals(System.getenv("SPARKALL_ADMIN_DEBUG"))) e.printStackTrace(err);
        return AdminException.REFUSED;
    }
}
