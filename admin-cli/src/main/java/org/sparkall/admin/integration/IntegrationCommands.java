package org.sparkall.admin.integration;

import static org.sparkall.admin.connection.ServiceClient.Call.delete;
import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.Call.put;
import static org.sparkall.admin.connection.ServiceClient.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Confirmation;
import org.sparkall.admin.output.Paging;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code integrations}: all developers' integrations, for operators; what an organisation says of one, for its administrators. */
@Command(
        name = "integrations",
        description = {
            "Integrations (realm role integration-operator).",
            "An organisation's administrators block and unblock them for its people."
        },
        subcommands = {
            IntegrationCommands.ListIntegrations.class,
            IntegrationCommands.Show.class,
            IntegrationCommands.Verify.class,
            IntegrationCommands.Unverify.class,
            IntegrationCommands.Block.class,
            IntegrationCommands.Unblock.class
        })
public final class IntegrationCommands {

    private static final String OPERATOR = "integration-operator";
    private static final String ADMINISTRATOR = "organization-administrator";
    private static final String INTEGRATIONS = "/v1/operator/integrations";

    IntegrationCommands() {}

    @Command(name = "list", description = "Registered integrations.")
    static final class ListIntegrations extends AdminCommand {
        @Mixin
        Paging paging = new Paging();

        @Option(names = "--name", paramLabel = "TEXT", defaultValue = "", description = "With this in their name.")
        String name = "";

        @Option(
                names = "--owner",
                paramLabel = "SUBJECT",
                defaultValue = "",
                description = "Of this developer, by their id at Keycloak.")
        String owner = "";

        @Option(names = "--status", paramLabel = "STATUS", defaultValue = "", description = "enabled or disabled.")
        String status = "";

        @Override
        protected int run() {
            ObjectNode found = paging.collect((after, limit) -> services()
                    .ask(get(Part.AUTH, INTEGRATIONS, OPERATOR)
                            .asking(Map.of(
                                    "name",
                                    name,
                                    "owner",
                                    owner,
                                    "status",
                                    status,
                                    "after",
                                    after,
                                    "limit",
                                    limit.toString()))));
            output().show(found, () -> table(found));
            return 0;
        }

        private static Table table(JsonNode found) {
            Table table = Table.of(
                    "There is no such integration.", "CLIENT ID", "STATUS", "TYPE", "PUBLISHER", "NAME", "SCOPES");
            found.path("items")
                    .forEach(it -> table.row(
                            it.path("client_id").asText(),
                            it.path("status").asText(),
                            it.path("client_type").asText(),
                            it.path("publisher").asText("-"),
                            it.path("name").asText(),
                            Table.text(it.path("scopes"))));
            return Paging.noted(table, found);
        }
    }

    /** A command about one integration. */
    abstract static class OfOne extends AdminCommand {
        @Parameters(paramLabel = "CLIENT_ID", description = "The integration's client identifier.")
        String clientId = "";

        final int show(JsonNode integration) {
            output().show(integration, () -> Table.details(integration));
            return 0;
        }

        final String publisher() {
            return "/v1/publishers/" + segment(clientId);
        }

        final String rule() {
            return "/v1/organization/integrations/" + segment(clientId) + "/rule";
        }
    }

    @Command(name = "show", description = "All that is registered of an integration; never its secret.")
    static final class Show extends OfOne {
        @Override
        protected int run() {
            return show(services().ask(get(Part.AUTH, INTEGRATIONS + "/" + segment(clientId), OPERATOR)));
        }
    }

    @Command(name = "verify", description = "Says that it was verified who publishes an integration; people see it.")
    static final class Verify extends OfOne {
        @Option(names = "--publisher", paramLabel = "NAME", required = true, description = "Who publishes it.")
        String publisher = "";

        @Override
        protected int run() {
            JsonNode said = JsonNodeFactory.instance.objectNode().put("name", publisher);
            return show(services().ask(put(Part.AUTH, publisher(), OPERATOR).saying(said)));
        }
    }

    @Command(name = "unverify", description = "Takes back who publishes an integration.")
    static final class Unverify extends OfOne {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Override
        protected int run() {
            confirmation.ask("People no longer see who publishes " + clientId + ".");
            services().ask(delete(Part.AUTH, publisher(), OPERATOR));
            return 0;
        }
    }

    @Command(
            name = "block",
            description =
                    "For an organisation's administrators: ends every grant of its people to an integration, and lets none begin.")
    static final class Block extends OfOne {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit trail.")
        String reason = "";

        @Override
        protected int run() {
            confirmation.ask("Every grant of your organisation's people to " + clientId + " ends.");
            ObjectNode rule = JsonNodeFactory.instance.objectNode().put("rule", "blocked");
            if (!reason.isEmpty()) rule.put("reason", reason);
            return show(services().ask(put(Part.AUTH, rule(), ADMINISTRATOR).saying(rule)));
        }
    }

    @Command(
            name = "unblock",
            description = "For an organisation's administrators: takes back what it said of an integration.")
    static final class Unblock extends OfOne {
        @Override
        protected int run() {
            services().ask(delete(Part.AUTH, rule(), ADMINISTRATOR));
            return 0;
        }
    }
}
