package org.sparkall.acceptance.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sparkall.localstack.suite.ServiceSettings;

/** How a cluster does over time: what was asked, how long it took, and what its parts use. */
final class Samples {

    /** A part may use a third more at the end than at the beginning: memory is given back late, and restarted parts begin with less. */
    private static final double GROWTH = 1.34;

    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 320;
    private static final int MEGABYTE_IN_KILOBYTES = 1_024;
    private static final long MILLI = 1_000_000;

    private final Cluster cluster;
    private final Ledger ledger;
    private final Instant began = Instant.now();
    private final List<Double> seconds = new ArrayList<>();
    /** By panel, then by series; one value per sample, NaN for what could not be had then. */
    private final Map<Panel, Map<String, List<Double>>> series = new TreeMap<>();

    private int doneBefore;
    private int failedBefore;

    /** One of the pictures under one another. */
    private enum Panel {
        OPERATIONS("operations a second"),
        LATENCY("ms until an operation was done"),
        MEMORY("memory, MB (proportional set size, without shared buffers)"),
        CONNECTIONS("database connections"),
        LAG("events not taken in, events not published");

        private final String title;

        Panel(String title) {
            this.title = title;
        }
    }

    /** When something was done to the cluster. */
    record Mark(long seconds, String what) {}

    Samples(Cluster cluster, Ledger ledger) {
        this.cluster = cluster;
        this.ledger = ledger;
    }

    Mark mark(String what) {
        return new Mark(Duration.between(began, Instant.now()).toSeconds(), what);
    }

    void take() {
        double now = Duration.between(began, Instant.now()).toMillis() / 1_000.0;
        double since = now - (seconds.isEmpty() ? 0 : seconds.getLast());
        seconds.add(now);
        int done = ledger.done();
        int failed = ledger.failures();
        add(Panel.OPERATIONS, "done", (done - doneBefore) / since);
        add(Panel.OPERATIONS, "failed", (failed - failedBefore) / since);
        doneBefore = done;
        failedBefore = failed;
        Histogram took = ledger.tookSinceLast();
        for (double percentile : List.of(50.0, 95.0, 99.0)) {
            add(
                    Panel.LATENCY,
                    "p%.0f".formatted(percentile),
                    took.getTotalCount() == 0 ? Double.NaN : took.getValueAtPercentile(percentile) / (double) MILLI);
        }
        cluster.processes().forEach((part, process) -> add(Panel.MEMORY, part, megabytes(process)));
        for (String database : List.of("auth", "consent", "policy", "keycloak")) {
            add(
                    Panel.CONNECTIONS,
                    database,
                    count("postgres", "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database + "'"));
        }
        for (String service : ServiceSettings.SERVICES) add(Panel.LAG, "to " + service, lag(service));
        for (String database : List.of("auth", "consent", "policy")) {
            add(Panel.LAG, "outbox of " + database, count(database, "SELECT count(*) FROM outbox"));
        }
    }

    private void add(Panel panel, String name, double value) {
        List<Double> values = series.computeIfAbsent(panel, it -> new LinkedHashMap<>())
                .computeIfAbsent(name, it -> new ArrayList<>());
        while (values.size() < seconds.size() - 1) values.add(Double.NaN);
        values.add(value);
    }

    /** What a part and its children use. */
    private static double megabytes(ProcessHandle process) {
        long kilobytes = Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(it -> kilobytes(it.pid()))
                .sum();
        return kilobytes == 0 ? Double.NaN : kilobytes / (double) MEGABYTE_IN_KILOBYTES;
    }

    /** Without what processes share by name: PostgreSQL's buffers fill up to their setting, and are there for that. */
    private static long kilobytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(it -> it.startsWith("Pss_Anon:") || it.startsWith("Pss_File:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | java.io.UncheckedIOException e) {
            // It has ended.
            return 0;
        }
    }

    private double count(String database, String query) {
        try (Connection connection = DriverManager.getConnection(cluster.database(database));
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            return Double.NaN;
        }
    }

    private double lag(String group) {
        Map<String, Object> settings = new HashMap<>(cluster.kafkaClient());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        try (Admin admin = Admin.create(settings)) {
            Map<TopicPartition, OffsetAndMetadata> taken = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> latest = new LinkedHashMap<>();
            taken.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
            long lag = 0;
            for (var end : admin.listOffsets(latest).all().get().entrySet()) {
                lag += end.getValue().offset() - taken.get(end.getKey()).offset();
            }
            return lag;
        } catch (Exception e) {
            return Double.NaN;
        }
    }

    /** What uses more in the last third than in the first, after two minutes to warm up. */
    List<String> growing() {
        List<String> growing = new ArrayList<>();
        for (Panel panel : List.of(Panel.MEMORY, Panel.CONNECTIONS)) {
            series.getOrDefault(panel, Map.of()).forEach((name, values) -> {
                double first = median(values, 120, seconds.getLast() / 3);
                double last = median(values, seconds.getLast() * 2 / 3, seconds.getLast());
                System.out.printf("%-24s %-28s %8.0f %8.0f%n", panel, name, first, last);
                if (last > first * GROWTH + 5)
                    growing.add("%s of %s: %.0f, then %.0f".formatted(panel, name, first, last));
            });
        }
        series.getOrDefault(Panel.LAG, Map.of()).forEach((name, values) -> {
            if (values.getLast() > 0)
                growing.add("%s of %s: %.0f in the end".formatted(Panel.LAG, name, values.getLast()));
        });
        return growing;
    }

    private double median(List<Double> values, double from, double to) {
        List<Double> those = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (seconds.get(i) >= from && seconds.get(i) <= to && !values.get(i).isNaN()) those.add(values.get(i));
        }
        those.sort(null);
        return those.isEmpty() ? 0 : those.get(those.size() / 2);
    }

    /** Writes the numbers and the picture of them. */
    void write(Path folder, List<Mark> marks) throws IOException {
        Files.createDirectories(folder);
        List<XYChart> charts = new ArrayList<>();
        StringBuilder numbers = new StringBuilder("second");
        series.forEach((panel, those) -> those.keySet()
                .forEach(name -> numbers.append(',').append(panel).append(' ').append(name)));
        for (int i = 0; i < seconds.size(); i++) {
            numbers.append("\n%.0f".formatted(seconds.get(i)));
            for (Map<String, List<Double>> those : series.values()) {
                for (List<Double> values : those.values()) {
                    numbers.append(",%.1f".formatted(i < values.size() ? values.get(i) : Double.NaN));
                }
            }
        }
        Files.writeString(folder.resolve("samples.csv"), numbers + "\n");
        StringBuilder struck = new StringBuilder();
        marks.forEach(it ->
                struck.append(it.seconds()).append(" s: ").append(it.what()).append('\n'));
        Files.writeString(folder.resolve("faults.txt"), struck);
        for (Panel panel : Panel.values()) charts.add(chart(panel, marks));
        BitmapEncoder.saveBitmap(
                charts, charts.size(), 1, folder.resolve("steady.png").toString(), BitmapFormat.PNG);
    }

    private XYChart chart(Panel panel, List<Mark> marks) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(panel.title)
                .xAxisTitle("minutes")
                .build();
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE).setMarkerSize(0);
        chart.getStyler().setYAxisMin(0.0);
        if (panel == Panel.LATENCY) chart.getStyler().setYAxisLogarithmic(true).setYAxisMin(1.0);
        List<Double> minutes = seconds.stream().map(it -> it / 60).toList();
        series.getOrDefault(panel, Map.of()).forEach((name, values) -> {
            List<Double> all = new ArrayList<>(values);
            while (all.size() < minutes.size()) all.add(Double.NaN);
            chart.addSeries(name, minutes, all).setMarker(SeriesMarkers.NONE);
        });
        for (Mark mark : marks) {
            chart.addAnnotation(new org.knowm.xchart.AnnotationLine(mark.seconds() / 60.0, true, false));
        }
        return chart;
    }
}
