package org.sparkall.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One of the chart's dashboards.
 *
 * @param name its file's, without the ending
 */
record Dashboard(String name, String title, List<Panel> panels) {

    private static final Path FOLDER = Path.of("../k8s/spark-all/files/dashboards");
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    /** The kinds of panels that the chart's dashboards have. */
    enum Kind {
        ROW,
        STAT,
        TIMESERIES
    }

    /** Where a panel is, in cells of Grafana's grid of 24 columns. */
    record Place(int x, int y, int width, int height) {}

    /** One of a panel's queries; what stands in double braces in its legend is the value of that label. */
    record Query(String id, String expression, String legend) {

        String legend(Map<String, String> labels) {
            return LABEL.matcher(legend)
                    .replaceAll(it -> labels.getOrDefault(it.group(1), "").replace("$", "\\$"))
                    .strip();
        }
    }

    /** From this value on a panel has this color. */
    record Threshold(double from, String color) {}

    record Panel(Kind kind, String title, Place place, Unit unit, List<Threshold> thresholds, List<Query> queries) {

        private static Panel of(JsonNode json) {
            JsonNode place = json.path("gridPos");
            JsonNode defaults = json.at("/fieldConfig/defaults");
            return new Panel(
                    Kind.valueOf(json.path("type").asText().toUpperCase(java.util.Locale.ROOT)),
                    json.path("title").asText(),
                    new Place(
                            place.path("x").asInt(),
                            place.path("y").asInt(),
                            place.path("w").asInt(),
                            place.path("h").asInt()),
                    Unit.of(defaults.path("unit").asText("none")),
                    each(defaults.at("/thresholds/steps"))
                            .map(it -> new Threshold(
                                    it.path("value").asDouble(Double.NEGATIVE_INFINITY),
                                    it.path("color").asText()))
                            .toList(),
                    each(json.path("targets"))
                            .map(it -> new Query(
                                    it.path("refId").asText(),
                                    it.path("expr").asText(),
                                    it.path("legendFormat").asText()))
                            .toList());
        }
    }

    /** All that the chart has. */
    static List<Dashboard> all() throws IOException {
        List<Path> files;
        try (Stream<Path> some = Files.list(FOLDER)) {
            files = some.sorted().toList();
        }
        List<Dashboard> all = new ArrayList<>();
        for (Path file : files) {
            JsonNode json = new ObjectMapper().readTree(file.toFile());
            all.add(new Dashboard(
                    file.getFileName().toString().replace(".json", ""),
                    json.path("title").asText(),
                    each(json.path("panels")).map(Panel::of).toList()));
        }
        return all;
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
