package org.sparkall.admin.grant;

import static org.sparkall.admin.connection.ServiceClient.Call.delete;
import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.Call.post;
import static org.sparkall.admin.connection.ServiceClient.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Confirmation;
import org.sparkall.admin.output.Paging;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code grants}: what people's grants are, and their end. */
@Command(
        name = "grants",
        description = "Grants of a person, an integration or both (realm role grant-operator).",
        subcommands = {GrantCommands.ListGrants.class, GrantCommands.Show.class, GrantCommands.End.class})
public final class GrantCommands {

    private static final String ROLE = "grant-operator";
    private static final String GRANTS = "/v1/operator/grants";

    GrantCommands() {}

    /** Whose grants. */
    static final class Selection {
        @Option(
                names = "--person",
                paramLabel = "SUBJECT",
                defaultValue = "",
                description = "Of this person, by their id at Keycloak.")
        String person = "";

        @Option(
                names = "--integration",
                paramLabel = "CLIENT_ID",
                defaultValue = "",
                description = "Of this integration, by its client identifier.")
        String clientId = "";

        boolean isEmpty() {
            return person.isEmpty() && clientId.isEmpty();
        }

        String words() {
            return (person.isEmpty() ? "" : " of person " + person)
                    + (clientId.isEmpty() ? "" : " of integration " + clientId);
        }
    }

    @Command(name = "list", description = "Grants that stand.")
    static final class ListGrants extends AdminCommand {
        @Mixin
        Selection selection = new Selection();

        @Mixin
        Paging paging = new Paging();

        @Override
        protected int run() {
            if (selection.isEmpty()) throw AdminException.usage("Whose? Say --person, --integration or both.");
            ObjectNode found = paging.collect((after, limit) -> services()
                    .ask(get(Part.AUTH, GRANTS, ROLE)
                            .asking(Map.of(
                                    "person",
                                    selection.person,
                                    "client_id",
                                    selection.clientId,
                                    "after",
                                    after,
                                    "limit",
                                    limit.toString()))));
            output().show(found, () -> table(found));
            return 0;
        }

        private static Table table(JsonNode found) {
            Table table = Table.of("No grant stands.", "GRANT", "PERSON", "INTEGRATION", "NAME", "OPENED AT", "SCOPES");
            found.path("items")
                    .forEach(it -> table.row(
                            it.path("id").asText(),
                            it.path("person").asText(),
                            it.path("client_id").asText(),
                            it.path("integration_name").asText(),
                            it.path("opened_at").asText(),
                            Table.text(it.path("scopes"))));
            return Paging.noted(table, found);
        }
    }

    @Command(name = "show", description = "A grant, whether it stands or ended, and why it ended.")
    static final class Show extends AdminCommand {
        @Parameters(paramLabel = "GRANT", description = "The grant's id: grant_id in its tokens.")
        String id = "";

        @Override
        protected int run() {
            JsonNode grant = services().ask(get(Part.AUTH, GRANTS + "/" + segment(id), ROLE));
            output().show(grant, () -> Table.details(grant));
            return 0;
        }
    }

    @Command(
            name = "end",
            description = {
                "Ends a grant, or all of a person, of an integration, or of both together.",
                "What the person agreed to stays: the integration may bring them to open another."
            })
    static final class End extends AdminCommand {
        @Parameters(paramLabel = "GRANT", arity = "0..1", defaultValue = "", description = "One grant's id.")
        String id = "";

        @Mixin
        Selection selection = new Selection();

        @Mixin
        Confirmation confirmation = new Confirmation();

        @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, for the audit trail.")
        String reason = "";

        @Override
        protected int run() {
            if (id.isEmpty() == selection.isEmpty())
                throw AdminException.usage("Which? Say either a grant's id, or --person, --integration or both.");
            return id.isEmpty() ? endAll() : endOne();
        }

        private int endOne() {
            confirmation.ask("Grant " + id + " ends.");
            services().ask(delete(Part.AUTH, GRANTS + "/" + segment(id), ROLE).asking(Map.of("reason", reason)));
            return show(1, 0);
        }

        private int endAll() {
            long standing = ask(true).path("standing").asLong();
            confirmation.ask(standing
                    + (standing == 1 ? " grant" : " grants")
                    + selection.words()
                    + (standing == 1 ? " ends." : " end."));
            long ended = 0;
            JsonNode last;
            do {
                last = ask(false);
                ended += last.path("ended").asLong();
            } while (last.path("ended").asLong() > 0 && last.path("standing").asLong() > 0);
            return show(ended, last.path("standing").asLong());
        }

        /** The service ends some hundreds at a time. */
        private JsonNode ask(boolean dryRun) {
            ObjectNode which = JsonNodeFactory.instance.objectNode();
            if (!selection.person.isEmpty()) which.put("person", selection.person);
            if (!selection.clientId.isEmpty()) which.put("client_id", selection.clientId);
            if (!reason.isEmpty()) which.put("reason", reason);
            return services()
                    .ask(post(Part.AUTH, GRANTS + "/endings", ROLE)
                            .asking(Map.of("dry_run", Boolean.toString(dryRun)))
                            .saying(which));
        }

        private int show(long ended, long standing) {
            JsonNode result =
                    JsonNodeFactory.instance.objectNode().put("ended", ended).put("standing", standing);
            output().show(result, () -> Table.details(result));
            return 0;
        }
    }
}
