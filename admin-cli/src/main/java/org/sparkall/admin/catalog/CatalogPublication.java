package org.sparkall.admin.catalog;

import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.Call.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.output.Confirmation;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes of the catalog: looked at before they are made, and made only to the version that was looked at. */
final class CatalogPublication {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private CatalogPublication() {}

    /** A command about the changes in a file. */
    abstract static class OfChanges extends AdminCommand {

        @Parameters(
                paramLabel = "FILE",
                description =
                        "The changes as JSON: {\"changes\": [{\"name\": …, \"scope\": {…}}, …]}; - reads standard input.")
        Path file = Path.of("");

        @Option(
                names = "--if-version",
                paramLabel = "N",
                description = "Only if this is still the newest version; the one that is there now unless told.")
        @Nullable
        Integer version;

        /** The version that the changes are for. */
        final int expected() {
            Integer told = version;
            return told == null
                    ? services()
                            .askOpenly(get(Part.POLICY, "/v1/scopes", ""))
                            .path("version")
                            .asInt()
                    : told;
        }

        final JsonNode send(JsonNode changes, int expected, boolean dryRun) {
            return services()
                    .ask(post(Part.POLICY, CatalogCommands.VERSIONS, CatalogCommands.ROLE)
                            .asking(Map.of("dry_run", Boolean.toString(dryRun)))
                            .with(Map.of("If-Match", "\"" + expected + "\""))
                            .saying(changes));
        }

        final JsonNode changes() {
            try {
                JsonNode changes = JSON.readTree(text());
                if (changes != null && changes.path("changes").isArray()) return changes;
            } catch (JsonProcessingException e) {
                throw AdminException.usage(
                        file + " is no JSON: line " + e.getLocation().getLineNr() + ", column "
                                + e.getLocation().getColumnNr() + ".");
            }
            throw AdminException.usage(file + " must hold an object with a list \"changes\".");
        }

        private String text() {
            try {
                return file.toString().equals("-")
                        ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                        : Files.readString(file);
            } catch (IOException e) {
                throw AdminException.usage(file + " cannot be read.");
            }
        }
    }

    @Command(
            name = "propose",
            description = "Says what changes would do, to the catalog and to agreements; changes nothing.")
    static final class Propose extends OfChanges {
        @Override
        protected int run() {
            JsonNode made = send(changes(), expected(), true);
            output().show(made, () -> Changes.tableOfChange(made));
            return 0;
        }
    }

    @Command(name = "publish", description = "Says what changes do, asks, and makes them as one version.")
    static final class Publish extends OfChanges {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Override
        protected int run() {
            JsonNode changes = changes();
            int expected = expected();
            JsonNode proposed = send(changes, expected, true);
            err().print(Changes.tableOfChange(proposed).toString());
            err().flush();
            confirmation.ask("The catalog is changed.");
            JsonNode made = send(changes, expected, false);
            output().show(
                            made,
                            () -> Table.of("Version " + made.path("version").asText() + " is published.", "VERSION"));
            return 0;
        }
    }
}
