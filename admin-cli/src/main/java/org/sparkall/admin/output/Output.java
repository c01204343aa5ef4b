package org.sparkall.admin.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Results, for people as tables, for scripts as the JSON that the services answered with. */
public final class Output {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final PrintWriter out;
    private final boolean json;

    /** @param json whether a script reads it */
    public Output(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /** Shows one result, in whichever form. */
    public void show(JsonNode document, Supplier<Table> table) {
        if (json) {
            out.println(written(document));
        } else {
            table.get().print(out);
        }
        out.flush();
    }

    private static String written(JsonNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
