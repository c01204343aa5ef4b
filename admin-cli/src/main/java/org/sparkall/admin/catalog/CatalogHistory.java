package org.sparkall.admin.catalog;

import static org.sparkall.admin.connection.ServiceClient.Call.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Paging;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the catalog was before. */
final class CatalogHistory {

    private CatalogHistory() {}

    @Command(name = "versions", description = "Who published which version when, the newest first.")
    static final class Versions extends AdminCommand {
        @Mixin
        Paging paging = new Paging();

        @Override
        protected int run() {
            ObjectNode versions = paging.collect((before, limit) -> services()
                    .ask(get(Part.POLICY, CatalogCommands.VERSIONS, "")
                            .asking(Map.of("before", before, "limit", limit.toString()))));
            output().show(versions, () -> table(versions));
            return 0;
        }

        private static Table table(JsonNode versions) {
            Table table = Table.of("There is no version.", "VERSION", "PUBLISHED AT", "AUTHOR");
            versions.path("items")
                    .forEach(it -> table.row(
                            it.path("version").asText(),
                            it.path("published_at").asText(),
                            it.path("author").asText()));
            return Paging.noted(table, versions);
        }
    }

    @Command(
            name = "diff",
            description = "What a version changed; with two versions, all that changed from the first to the second.")
    static final class Diff extends AdminCommand {
        @Parameters(paramLabel = "VERSION", index = "0", description = "A version.")
        int first;

        @Parameters(paramLabel = "VERSION", index = "1", arity = "0..1", description = "A later version.")
        @Nullable
        Integer second;

        @Override
        protected int run() {
            int to = second == null ? first : second;
            String since = second == null ? "" : Integer.toString(first);
            JsonNode version = services()
                    .ask(get(Part.POLICY, CatalogCommands.VERSIONS + "/" + to, "")
                            .asking(Map.of("since", since)));
            // The whole of the catalog is for 'catalog show'.
            ObjectNode shown = ((ObjectNode) version.deepCopy()).without(List.of("catalog"));
            output().show(shown, () -> Changes.table(shown.path("difference")));
            return 0;
        }
    }
}
