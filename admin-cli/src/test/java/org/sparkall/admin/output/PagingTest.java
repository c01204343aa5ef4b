package org.sparkall.admin.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagingTest {

    private final List<String> asked = new ArrayList<>();

    /** A list of the numbers up to 450, in pages as the services give them. */
    private JsonNode page(String after, int limit) {
        asked.add(after + "/" + limit);
        int first = after.isEmpty() ? 1 : Integer.parseInt(after) + 1;
        int last = Math.min(450, first + limit - 1);
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        for (int i = first; i <= last; i++) page.withArray("items").add(i);
        if (last - first + 1 == limit) page.put("next", Integer.toString(last));
        return page;
    }

    @Test
    void noMoreThanAskedForIsFetched() {
        Paging paging = new Paging();
        paging.limit = 250;
        JsonNode found = paging.collect(this::page);
        assertThat(found.path("items")).hasSize(250);
        assertThat(found.path("next").asText()).isEqualTo("250");
        assertThat(asked).containsExactly("/200", "200/50");
        assertThat(Paging.noted(Table.of("", "N").row("1"), found).toString()).contains("--after 250");
    }

    @Test
    void allIsAll() {
        Paging paging = new Paging();
        paging.all = true;
        JsonNode found = paging.collect(this::page);
        assertThat(found.path("items")).hasSize(450);
        assertThat(found.has("next")).isFalse();
    }

    @Test
    void itGoesOnWhereAnEarlierPageEnded() {
        Paging paging = new Paging();
        paging.after = "440";
        assertThat(paging.collect(this::page).path("items")).hasSize(10);
    }
}
