package org.sparkall.localstack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sparkall.localstack.backup.Restore.Lost;
import picocli.CommandLine;

class RestoreCommandTest {

    private final StringWriter errors = new StringWriter();

    @Test
    void whatWasLostMustBeSaid() {
        assertThat(execute("restore", "monday")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).startsWith("Missing required option: '--lost=WHAT'");
    }

    @Test
    void whatNobodyKnowsIsNoAnswer() {
        assertThat(execute("restore", "monday", "--lost", "everything")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString())
                .startsWith("Invalid value for option '--lost'")
                .contains("nothing", "kafka-knows", "unknown");
    }

    @Test
    void wordsAreThoseOfTheServicesSetting() {
        RestoreCommand command = new RestoreCommand();
        new CommandLine(command).parseArgs("monday", "--lost", "kafka-knows");
        assertThat(command.lost).isEqualTo(Lost.KAFKA_KNOWS);
        assertThat(command.backup).isEqualTo(Path.of("monday"));
    }

    private int execute(String... arguments) {
        return SparkAll.commands().setErr(new PrintWriter(errors)).execute(arguments);
    }
}
