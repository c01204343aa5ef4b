package org.sparkall.admin.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import org.sparkall.admin.output.Table;

/** A difference of two catalogs, a line for each name, and what it does to agreements that stand. */
final class Changes {

    private Changes() {}

    static Table table(JsonNode difference) {
        Table table = Table.of("Nothing is different.", "CHANGE", "NAME");
        rows(table, "added", difference.path("added"));
        rows(table, "removed", difference.path("removed"));
        rows(table, "changed", difference.path("changed"));
        rows(table, "group renamed", difference.path("groups"));
        return table;
    }

    /** @param made as the service answers to a change */
    static Table tableOfChange(JsonNode made) {
        JsonNode effect = made.path("effect");
        Table table = table(made.path("difference"));
        table.note("Version " + made.path("version").asText()
                + (made.path("dry_run").asBoolean() ? " would come of it." : " is published."));
        table.note("Of " + effect.path("standing").asText() + " agreements that stand, "
                + effect.path("gaining").asText() + " gain scopes, "
                + effect.path("waiting").asText()
                + " wait for their person's word, " + effect.path("losing").asText() + " lose scopes.");
        if (!effect.path("lost").isEmpty()) table.note("Lost: " + Table.text(effect.path("lost")));
        if (!effect.path("registered").isEmpty()) {
            table.note(effect.path("integrations").asText() + " integrations register what is removed: "
                    + Table.text(effect.path("registered")));
        }
        return table;
    }

    private static void rows(Table table, String change, JsonNode names) {
        names.forEach(it -> table.row(change, it.asText()));
    }
}
