package org.sparkall.admin.catalog;

import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.segment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code catalog show}: the catalog as everybody may see it. */
@Command(name = "show", description = "The catalog, or one scope or aggregate of it. Nobody needs to be signed in.")
final class ShowCatalog extends AdminCommand {

    @Parameters(paramLabel = "NAME", arity = "0..1", defaultValue = "", description = "A scope or an aggregate.")
    String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "",
            description = "Scopes of this kind: user, admin or compliance.")
    String kind = "";

    @Option(names = "--group", paramLabel = "GROUP", defaultValue = "", description = "Scopes of this group.")
    String group = "";

    @Override
    protected int run() {
        if (!name.isEmpty()) {
            JsonNode item = services().askOpenly(get(Part.POLICY, "/v1/scopes/" + segment(name), ""));
            output().show(item, () -> Table.details(item));
            return 0;
        }
        JsonNode catalog =
                services().askOpenly(get(Part.POLICY, "/v1/scopes", "").asking(Map.of("kind", kind, "group", group)));
        output().show(catalog, () -> table(catalog));
        return 0;
    }

    private static Table table(JsonNode catalog) {
        Table table = Table.of("There is no such scope.", "NAME", "KIND", "GROUP", "SENSITIVE", "SINCE", "TITLE");
        catalog.path("aggregates")
                .forEach(it -> table.row(
                        it.path("name").asText(),
                        "aggregate",
                        "",
                        "",
                        "",
                        it.path("title").asText()));
        catalog.path("features")
                .forEach(it -> table.row(
                        it.path("name").asText(),
                        "feature",
                        "",
                        "",
                        "",
                        it.path("title").asText()));
        catalog.path("scopes")
                .forEach(it -> table.row(
                        it.path("name").asText(),
                        it.path("kind").asText() + (it.has("deprecated_at") ? ", deprecated" : ""),
                        it.path("group").asText(),
                        it.path("sensitive").asBoolean() ? "yes" : "",
                        it.path("since").asText(),
                        it.path("title").asText()));
        return table.note("Version " + catalog.path("version").asText() + ".");
    }
}
