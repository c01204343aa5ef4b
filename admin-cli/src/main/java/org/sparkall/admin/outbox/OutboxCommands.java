package org.sparkall.admin.outbox;

import static org.sparkall.admin.connection.ServiceClient.Call.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code outbox}: events that services have written and not yet told. */
@Command(
        name = "outbox",
        description = "Events that wait for Kafka (realm role event-operator).",
        subcommands = OutboxCommands.Status.class)
public final class OutboxCommands {

    private static final String ROLE = "event-operator";

    OutboxCommands() {}

    @Command(
            name = "status",
            description =
                    "How many events wait at each service, and for how long; of services that are away, that they are.")
    static final class Status extends AdminCommand {

        private static final List<Part> SERVICES = List.of(Part.AUTH, Part.POLICY, Part.CONSENT);

        @Option(
                names = "--max-age",
                paramLabel = "DURATION",
                description = "Exit with 5 when an event waits longer than this, such as PT1M.")
        @Nullable
        Duration maxAge;

        @Override
        protected int run() {
            if (SERVICES.stream().noneMatch(services()::knows)) {
                throw AdminException.usage("Where are the services? Say --auth-url, --policy-url or --consent-url.");
            }
            int exitCode = 0;
            ObjectNode status = JsonNodeFactory.instance.objectNode();
            ArrayNode all = status.putArray("services");
            for (Part part : SERVICES.stream().filter(services()::knows).toList()) {
                ObjectNode one = all.addObject().put("service", part.title());
                try {
                    JsonNode waiting = services().ask(get(part, "/v1/outbox", ROLE));
                    waiting.properties().forEach(it -> one.set(it.getKey(), it.getValue()));
                    if (isTooOld(waiting)) exitCode = Math.max(exitCode, AdminException.DEVIATES);
                } catch (AdminException e) {
                    // The others are looked at all the same: this is asked when something is away.
                    if (e.exitCode() == AdminException.SIGN_IN || e.exitCode() == AdminException.USAGE) throw e;
                    one.put("error", e.getMessage());
                    exitCode = e.exitCode();
                }
            }
            output().show(status, () -> table(status));
            return exitCode;
        }

        private boolean isTooOld(JsonNode waiting) {
            return maxAge != null && waiting.path("oldest_age_seconds").asLong() > maxAge.toSeconds();
        }

        private static Table table(JsonNode status) {
            Table table = Table.of("", "SERVICE", "PENDING", "OLDEST", "TOPICS");
            status.path("services").forEach(it -> {
                if (it.has("error")) {
                    table.row(
                            it.path("service").asText(),
                            "?",
                            "?",
                            it.path("error").asText());
                } else {
                    table.row(
                            it.path("service").asText(),
                            it.path("pending").asText(),
                            it.path("pending").asLong() == 0
                                    ? "-"
                                    : it.path("oldest_age_seconds").asText() + " s",
                            topics(it.path("topics")));
                }
            });
            return table;
        }

        private static String topics(JsonNode topics) {
            String[] each = new String[topics.size()];
            Arrays.setAll(
                    each,
                    i -> topics.get(i).path("topic").asText() + " "
                            + topics.get(i).path("pending").asText());
            return String.join(", ", each);
        }
    }
}
