package org.sparkall.acceptance.faults;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jsoup.nodes.Entities;
import org.sparkall.acceptance.faults.Dashboard.Panel;
import org.sparkall.acceptance.faults.Dashboard.Place;
import org.sparkall.acceptance.faults.Dashboard.Query;
import org.sparkall.acceptance.faults.Dashboard.Threshold;

/** What a dashboard's queries answered over a while, with each panel in its place: as Grafana would show it, drawn without Grafana. */
final class DashboardPicture {

    private static final int COLUMN = 50;
    private static final int COLUMNS = 24;
    private static final int GAP = 8;
    private static final int PADDING = 10;
    /** How many values a line has. */
    private static final int VALUES = 150;

    /** Told apart by eyes that see few colors, too: by lightness. */
    private static final List<String> COLORS = List.of(
            "#1f78b4", "#e66101", "#33a02c", "#b2182b", "#7b3294", "#a6761d", "#e7298a", "#17becf", "#222222",
            "#8fb339");

    private static final String STYLE = """
            body { margin: 0; padding: 16px; background: #f4f5f5; color: #24292e; font: 12px "DejaVu Sans", sans-serif; }
            h1 { margin: 0; font-size: 18px; }
            p { margin: 4px 0 12px; color: #555b61; }
            main { display: grid; grid-template-columns: repeat(%d, 1fr); gap: %dpx; }
            h2 { margin: 8px 0 0; font-size: 14px; }
            section { box-sizing: border-box; background: #fff; border: 1px solid #d8dadd; padding: 8px %dpx; overflow: hidden; }
            h3 { margin: 0 0 6px; font-size: 12px; }
            h3 small { font-size: 11px; font-weight: normal; color: #555b61; }
            table { width: 100%%; border-collapse: collapse; font-size: 11px; }
            td { padding: 1px 0; vertical-align: top; }
            td.color { width: 18px; }
            td.color i { display: inline-block; width: 12px; height: 3px; margin-bottom: 3px; }
            td.number { text-align: right; white-space: nowrap; padding-left: 8px; }
            .stats { display: flex; flex-wrap: wrap; gap: 4px 18px; }
            .stats div { color: #555b61; }
            .stats b { display: block; font-size: 26px; line-height: 1.3; }
            svg { display: block; margin-bottom: 4px; }
            svg text { font-size: 10px; fill: #555b61; }
            svg .value { text-anchor: end; }
            svg .time { text-anchor: middle; }
            svg .grid { stroke: #e4e6e8; fill: none; }
            svg .line { stroke-width: 1.6; fill: none; }
            """.formatted(COLUMNS, GAP, PADDING);

    private final Prometheus prometheus;
    private final Instant from;
    private final Instant to;
    private final Duration step;
    private final List<String> empty = new ArrayList<>();

    DashboardPicture(Prometheus prometheus, Instant from, Instant to) {
        this.prometheus = prometheus;
        this.from = from;
        this.to = to;
        this.step = Duration.ofSeconds(Math.max(1, Duration.between(from, to).toSeconds() / VALUES));
    }

    /** One line of a panel. */
    private record Line(String name, NavigableMap<Instant, Double> values) {

        double latest() {
            return values.lastEntry().getValue();
        }
    }

    /** Takes the picture. */
    void take(Dashboard dashboard, Browser browser, Path file) throws IOException {
        try (Page page = browser.newPage(new Browser.NewPageOptions().setViewportSize(COLUMNS * COLUMN + 32, 400))) {
            page.setContent(html(dashboard));
            byte[] picture = page.screenshot(new Page.ScreenshotOptions().setFullPage(true));
            ImageIO.write(FewColors.of(ImageIO.read(new ByteArrayInputStream(picture))), "png", file.toFile());
        }
    }

    /** The panels so far that had nothing to show. */
    List<String> empty() {
        return empty;
    }

    private String html(Dashboard dashboard) {
        String panels = dashboard.panels().stream().map(this::html).collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>%1$s</title><style>%2$s</style>
                <h1>%1$s</h1><p>What Prometheus answered to the panels' queries. Below the lines: minutes of the test; in the legends: the latest values.</p>
                <main>%3$s</main></html>
                """.formatted(Entities.escape(dashboard.title()), STYLE, panels);
    }

    private String html(Panel panel) {
        Place place = panel.place();
        String where = "style='grid-column: %d / span %d; grid-row: %d / span %d'"
                .formatted(place.x() + 1, place.width(), place.y() + 1, place.height());
        String title = Entities.escape(panel.title());
        if (panel.kind() == Dashboard.Kind.ROW) return "<h2 %s>%s</h2>".formatted(where, title);
        List<Line> lines = lines(panel);
        if (lines.isEmpty()) empty.add(panel.title());
        String content = panel.kind() == Dashboard.Kind.STAT ? stats(panel, lines) : plot(panel, lines);
        return "<section %s><h3>%s <small>%s</small></h3>%s</section>"
                .formatted(where, title, panel.unit().words(), content);
    }

    /** The lines of all its queries, those with the largest values first. */
    private List<Line> lines(Panel panel) {
        List<Line> lines = new ArrayList<>();
        for (Query query : panel.queries()) {
            for (Prometheus.Series series : prometheus.over(query.expression(), from, to, step)) {
                lines.add(new Line(query.legend(series.labels()), series.values()));
            }
        }
        lines.sort(Comparator.comparingDouble(Line::latest).reversed().thenComparing(Line::name));
        return lines;
    }

    private static String stats(Panel panel, List<Line> lines) {
        return lines.stream()
                .map(it -> "<div><b style='color: %s'>%s</b>%s</div>"
                        .formatted(
                                color(panel, it.latest()), panel.unit().text(it.latest()), Entities.escape(it.name())))
                .collect(Collectors.joining("", "<div class='stats'>", "</div>"));
    }

    private static String color(Panel panel, double value) {
        String color = panel.thresholds().stream()
                .filter(it -> value >= it.from())
                .reduce((_, later) -> later)
                .map(Threshold::color)
                .orElse("");
        return switch (color) {
            case "red" -> "#b2182b";
            case "orange" -> "#b35900";
            case "green" -> "#1a7f37";
            default -> "inherit";
        };
    }

    private String plot(Panel panel, List<Line> lines) {
        double top = lines.stream()
                .flatMap(it -> it.values().values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        int width = panel.place().width() * COLUMN - GAP - 2 * PADDING - 2;
        Map<String, NavigableMap<Instant, Double>> colored = new LinkedHashMap<>();
        StringBuilder legend = new StringBuilder("<table>");
        for (int i = 0; i < Math.min(lines.size(), COLORS.size()); i++) {
            Line line = lines.get(i);
            colored.put(COLORS.get(i), line.values());
            legend.append(row(COLORS.get(i), line.name(), panel.unit().text(line.latest())));
        }
        if (lines.size() > COLORS.size()) {
            Line next = lines.get(COLORS.size());
            String most = "up to " + panel.unit().text(next.latest());
            legend.append(row("none", (lines.size() - COLORS.size()) + " more", most));
        }
        String drawing = new Plot(width, panel.unit(), top, from, Duration.between(from, to), step).draw(colored);
        return drawing + legend.append("</table>");
    }

    private static String row(String color, String name, String number) {
        return "<tr><td class='color'><i style='background: %s'></i></td><td>%s</td><td class='number'>%s</td></tr>"
                .formatted(color, Entities.escape(name), number);
    }
}
