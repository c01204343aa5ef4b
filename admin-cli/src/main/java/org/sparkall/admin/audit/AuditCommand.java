package org.sparkall.admin.audit;

import static org.sparkall.admin.connection.ServiceClient.Call.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Paging;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit}: who did what to what, the newest first. */
@Command(
        name = "audit",
        description =
                "The audit trail, the newest first (realm role auditor; administrators see their organisation's).")
public final class AuditCommand extends AdminCommand {

    @Mixin
    Paging paging = new Paging();

    @Option(names = "--action", paramLabel = "ACTION", defaultValue = "", description = "Such as integration.updated.")
    String action = "";

    @Option(
            names = "--actor",
            paramLabel = "ID",
            defaultValue = "",
            description = "Of who did it: their id at Keycloak, or a client identifier.")
    String actor = "";

    @Option(
            names = "--target-kind",
            paramLabel = "KIND",
            defaultValue = "",
            description = "integration, scope, feature, group, consent or key.")
    String targetKind = "";

    @Option(names = "--target", paramLabel = "ID", defaultValue = "", description = "To what it was done.")
    String target = "";

    @Option(
            names = "--organization",
            paramLabel = "ALIAS",
            defaultValue = "",
            description = "Done in this organisation.")
    String organization = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "A time such as 2026-01-31T12:00:00Z, or how long ago, such as PT2H or P7D.")
    String since = "";

    @Option(names = "--until", paramLabel = "TIME", defaultValue = "", description = "As --since.")
    String until = "";

    AuditCommand() {}

    @Override
    protected int run() {
        Map<String, String> question = new HashMap<>();
        question.put("action", action);
        question.put("actor", actor);
        question.put("target_kind", targetKind);
        question.put("target", target);
        question.put("organization", organization);
        question.put("since", time("--since", since, Clock.systemUTC()));
        question.put("until", time("--until", until, Clock.systemUTC()));
        ObjectNode found = paging.collect((before, limit) -> {
            question.put("before", before);
            question.put("limit", limit.toString());
            return services()
                    .ask(get(Part.CONSENT, "/v1/audit-entries", "auditor").asking(question));
        });
        output().show(found, () -> table(found));
        return 0;
    }

    /** A time as the service takes it; an amount of time is one before now. */
    static String time(String option, String value, Clock clock) {
        if (!value.startsWith("P")) return value;
        try {
            return clock.instant().minus(Duration.parse(value)).toString();
        } catch (DateTimeException | ArithmeticException e) {
            throw AdminException.usage(
                    option + " must be a time such as 2026-01-31T12:00:00Z, or an amount such as PT2H.");
        }
    }

    private static Table table(JsonNode found) {
        Table table = Table.of("There is no such entry.", "WHEN", "ACTION", "BY", "TARGET", "CHANGES", "REASON");
        found.path("items")
                .forEach(it -> table.row(
                        it.path("happened_at").asText(),
                        it.path("action").asText(),
                        party(it.path("actor")),
                        party(it.path("target")),
                        Table.text(it.path("changes")),
                        it.path("reason").asText("")));
        return Paging.noted(table, found);
    }

    private static String party(JsonNode it) {
        return (it.path("kind").asText() + " " + it.path("id").asText("")).strip();
    }
}
