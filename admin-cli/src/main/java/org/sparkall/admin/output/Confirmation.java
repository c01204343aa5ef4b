package org.sparkall.admin.output;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import org.sparkall.admin.connection.AdminException;
import picocli.CommandLine.Option;

/** Asks before what cannot be taken back. */
public final class Confirmation {

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    boolean yes;

    /**
     * Returns when the operator agrees.
     *
     * @param question what will be done
     * @throws AdminException they do not, or nobody can be asked
     */
    public void ask(String question) {
        if (yes) return;
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> AdminException.usage(question + " Say --yes: nobody can be asked here."));
        String answer = console.readLine("%s Go on? [y/N] ", Table.plain(question));
        if (!isYes(answer == null ? "" : answer)) throw AdminException.refused("Nothing was changed.");
    }

    static boolean isYes(String answer) {
        String word = answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
