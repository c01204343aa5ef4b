package org.sparkall.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command line before it speaks to anybody. */
class SparkAdminTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return SparkAdmin.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "keys",
                "no-such-command",
                "keys list --no-such-option",
                "keys list --service nobody",
                "keys list --auth-url not:an:address:%%",
                "catalog diff",
                "catalog diff one",
                "catalog publish",
                "grants list",
                "grants end",
                "grants end some-id --person somebody",
                "integrations verify i1",
                "outbox status --max-age soon",
                "audit --limit none",
                "audit --since Paris"
            })
    void whatIsNotMeantIsSaidInAFewLinesWithExitCodeTwo(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString().lines()).hasSizeBetween(1, 4);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whoDoesNotSayWhereTheSuiteIsIsToldHow() {
        assertThat(run("audit")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--consent-url or SPARKALL_ADMIN_CONSENT_URL")
                .hasLineCount(1);
    }

    @Test
    void noOptionTakesASecret() {
        assertThat(commands(SparkAdmin.commandLine()))
                .flatExtracting(it -> it.getCommandSpec().options())
                .flatExtracting(it -> java.util.Arrays.asList(it.names()))
                .noneMatch(it -> it.endsWith("secret") || it.endsWith("token") || it.endsWith("password"));
    }

    @Test
    void everyCommandAndOptionSaysWhatItIsFor() {
        assertThat(commands(SparkAdmin.commandLine())).hasSizeGreaterThan(30).allSatisfy(it -> {
            assertThat(it.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(it.getCommandSpec().options())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        });
    }

    @Test
    void helpIsOnStandardOutputAndNamesTheExitCodes() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString()).contains("Usage: sparkall-admin", "Exit codes:", "drift", "outbox", "--json");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void completionIsForTheNameByWhichItWasCalled() {
        assertThat(run("generate-completion")).isEqualTo(0);
        assertThat(out.toString()).contains("complete -F _complete_sparkall-admin -o default sparkall-admin");
        CommandLine launched = SparkAdmin.commandLine().setCommandName("sparkall admin");
        assertThat(CompletionCommand.script(launched))
                .contains("complete -F _complete_sparkall -o default sparkall", "admin drift repair");
    }

    private static Stream<CommandLine> allOf(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(SparkAdminTest::allOf));
    }

    private static java.util.List<CommandLine> commands(CommandLine root) {
        return allOf(root).toList();
    }
}
