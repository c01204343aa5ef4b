package org.sparkall.admin.drift;

import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.Call.post;

import com.fasterxml.jackson.databind.JsonNode;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Confirmation;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drift}: in what Keycloak's realm is not as the catalog wants it. */
@Command(
        name = "drift",
        description = "How Keycloak's realm differs from the catalog (realm role catalog-operator).",
        subcommands = {DriftCommands.Show.class, DriftCommands.Repair.class})
public final class DriftCommands {

    private static final String ROLE = "catalog-operator";
    private static final String REALM = "/v1/catalog/realm";

    DriftCommands() {}

    private static Table table(JsonNode report, String header, String whenEmpty) {
        Table table = Table.of(whenEmpty, header);
        report.path("drift").forEach(it -> table.row(it.asText()));
        return table;
    }

    @Command(name = "show", description = "Looks, and changes nothing.")
    static final class Show extends AdminCommand {
        @Option(names = "--check", description = "Exit with 5 when there is a difference.")
        boolean check;

        @Override
        protected int run() {
            JsonNode report = services().ask(get(Part.POLICY, REALM, ROLE));
            output().show(report, () -> table(report, "DIFFERENCE", "The realm is as the catalog wants it."));
            return check && !report.path("drift").isEmpty() ? AdminException.DEVIATES : 0;
        }
    }

    @Command(name = "repair", description = "Makes the realm as the catalog wants it, now.")
    static final class Repair extends AdminCommand {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Override
        protected int run() {
            confirmation.ask("What differs in Keycloak's realm is changed back.");
            JsonNode report = services().ask(post(Part.POLICY, REALM + "/repair", ROLE));
            output().show(report, () -> table(report, "REPAIRED", "There was nothing to repair."));
            return 0;
        }
    }
}
