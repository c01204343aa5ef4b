package org.sparkall.admin.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiFunction;
import org.sparkall.admin.connection.AdminException;
import picocli.CommandLine.Option;

/** How much of a long list is shown. */
public final class Paging {

    /** What each service gives at once at most. */
    private static final int PAGE = 200;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Show so many at most; ${DEFAULT-VALUE} unless told.")
    int limit = 50;

    @Option(names = "--all", description = "Show all, however many.")
    boolean all;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            defaultValue = "",
            description = "Go on where an earlier page ended.")
    String after = "";

    /**
     * Asks for pages until there is enough.
     *
     * @param ask a page for a cursor, empty for the first, and a size
     * @return {@code items}, and {@code next} when there may be more
     */
    public ObjectNode collect(BiFunction<String, Integer, JsonNode> ask) {
        if (limit < 1) throw AdminException.usage("--limit must be 1 or more.");
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        String cursor = after;
        JsonNode next;
        do {
            int size = all ? PAGE : Math.min(PAGE, limit - items.size());
            JsonNode page = ask.apply(cursor, size);
            page.path("items").forEach(items::add);
            next = page.path("next");
            cursor = next.asText();
        } while (next.isValueNode() && (all || items.size() < limit));
        ObjectNode collected = JsonNodeFactory.instance.objectNode();
        collected.set("items", items);
        if (next.isValueNode()) collected.set("next", next);
        return collected;
    }

    /** Says below a table that there may be more. */
    public static Table noted(Table table, JsonNode collected) {
        return collected.has("next")
                ? table.note(
                        "There may be more: --after " + collected.path("next").asText() + ", or --all.")
                : table;
    }
}
