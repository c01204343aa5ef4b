package org.sparkall.benchmarks.load;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** Writes what was measured: a table for each operation, a picture, and the rounds themselves. */
final class Report {

    /** What each is made of at least. */
    private static final Map<Operation, List<Operation>> FLOORS = new EnumMap<>(Map.of(
            Operation.CLIENT_CREDENTIALS, List.of(Operation.SIGNATURE),
            Operation.REFRESH, List.of(Operation.SIGNATURE, Operation.COMMIT),
            Operation.DECISION, List.of(Operation.GUARDED)));

    private final List<Measure> peaks;
    private final List<Measure> halves;
    private final List<String> withdrawals;
    private final Map<String, List<Measure>> grown;
    private final double heapOfConsents;

    /**
     * @param peaks rounds in which each connection asked again at once
     * @param halves the same at half of that
     * @param withdrawals how soon they were known everywhere, under load
     * @param grown the suite's peaks once more, when it had grown, by what it had grown to
     * @param heapOfConsents MiB for each further hundred thousand
     */
    Report(
            List<Measure> peaks,
            List<Measure> halves,
            List<String> withdrawals,
            Map<String, List<Measure>> grown,
            double heapOfConsents) {
        this.peaks = List.copyOf(peaks);
        this.halves = List.copyOf(halves);
        this.withdrawals = List.copyOf(withdrawals);
        this.grown = new LinkedHashMap<>(grown);
        this.heapOfConsents = heapOfConsents;
    }

    /** Writes all files, and returns the tables. */
    String write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        for (Operation operation : operations()) {
            text.append("### ")
                    .append(operation.title())
                    .append("\n\n")
                    .append(table(operation))
                    .append('\n');
        }
        text.append(floors()).append(growth());
        if (!withdrawals.isEmpty()) text.append("### From a withdrawal to its effect, at half load\n\n");
        withdrawals.forEach(it -> text.append("- ").append(it).append('\n'));
        Files.writeString(folder.resolve("load-tables.md"), text);
        Files.writeString(
                folder.resolve("load.json"),
                JsonMapper.builder()
                                .enable(SerializationFeature.INDENT_OUTPUT)
                                .build()
                                .writeValueAsString(Map.of("peak", peaks, "half", halves, "grown", grown))
                        + "\n");
        picture(folder.resolve("load.png"));
        pictureOfGrowth(folder.resolve("growth.png"));
        return text.toString();
    }

    /** What the suite computes for an answer, database and events included, beside what nobody can do it without. */
    private String floors() {
        StringBuilder table = new StringBuilder();
        FLOORS.forEach((operation, floors) -> {
            if (!operations().contains(operation) || !operations().containsAll(floors)) return;
            double least = floors.stream().mapToDouble(this::cost).sum();
            // A request is needed once.
            if (floors.size() > 1) least -= (floors.size() - 1) * cost(Operation.EMPTY);
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f µs | %s | %.0f µs | %.1f |%n",
                    operation.title(),
                    cost(operation),
                    floors.stream().map(Operation::title).collect(Collectors.joining(" + ")),
                    least,
                    cost(operation) / least));
        });
        return table.isEmpty()
                ? ""
                : "### Beside the floor\n\n| | computing time | floor | computing time | times |\n"
                        + "| --- | ---: | --- | ---: | ---: |\n" + table + "\n";
    }

    private String growth() {
        if (grown.isEmpty()) return "";
        StringBuilder table = new StringBuilder("### Grown\n\n| | computing time |");
        grown.keySet().forEach(size -> table.append(' ').append(size).append(" | times |"));
        table.append("\n| --- | ---: |").repeat(" ---: | ---: |", grown.size()).append('\n');
        for (Operation operation : compared()) {
            table.append(String.format(Locale.ROOT, "| %s | %.0f µs |", operation.title(), cost(operation)));
            grown.values()
                    .forEach(all -> table.append(costs(all, operation)
                            .map(large ->
                                    String.format(Locale.ROOT, " %.0f µs | %.2f |", large, large / cost(operation)))
                            .orElse(" | |")));
            table.append('\n');
        }
        return table.append(String.format(
                        Locale.ROOT,
                        "%nEach further 100,000 consents take %.1f MiB of the policy service's heap.%n%n",
                        heapOfConsents))
                .toString();
    }

    /** What was asked for again when the suite had grown. */
    private List<Operation> compared() {
        return grown.values().stream()
                .flatMap(List::stream)
                .map(Measure::operation)
                .distinct()
                .toList();
    }

    /** What an answer costs the suite, if it was asked. */
    private static Optional<Double> costs(List<Measure> measures, Operation operation) {
        return of(measures, operation).values().stream().findFirst().map(it -> median(it, Measure::cost));
    }

    /** Of whoever was asked first: the suite, where it was asked. */
    private double cost(Operation operation) {
        return median(of(peaks, operation).values().iterator().next(), Measure::cost);
    }

    private Set<Operation> operations() {
        return peaks.stream().map(Measure::operation).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rounds of an operation, by contender, in the order in which they were asked. */
    private static Map<String, List<Measure>> of(List<Measure> measures, Operation operation) {
        return measures.stream()
                .filter(it -> it.operation() == operation)
                .collect(Collectors.groupingBy(Measure::contender, LinkedHashMap::new, Collectors.toList()));
    }

    private String table(Operation operation) {
        Map<String, List<Measure>> at = of(peaks, operation);
        Map<String, List<Measure>> half = of(halves, operation);
        StringBuilder table = new StringBuilder("""
                | contender | per second on one core | p50, p99 at half of it | computing time of each | memory | of it their own |
                | --- | ---: | ---: | --- | --- | --- |
                """);
        double first = median(at.values().iterator().next(), it -> it.load().perSecond());
        at.forEach((contender, rounds) -> {
            List<Measure> halves = half.getOrDefault(contender, List.of());
            double own = median(rounds, it -> it.load().perSecond());
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s%s | %.1f, %.1f ms | %s | %s | %s |%n",
                    contender,
                    spread(rounds, it -> it.load().perSecond()),
                    own == first ? "" : String.format(Locale.ROOT, ", 1 to %.1f", first / own),
                    median(halves, it -> it.load().p50()),
                    median(halves, it -> it.load().p99()),
                    parts(rounds, Measure::micros, "µs"),
                    parts(rounds, Measure::residentMebibytes, "MiB"),
                    parts(rounds, Measure::ownMebibytes, "MiB")));
        });
        return table.toString();
    }

    private static String parts(List<Measure> rounds, Function<Measure, Map<String, Double>> values, String unit) {
        Map<String, List<Double>> all = new TreeMap<>();
        rounds.forEach(round -> values.apply(round)
                .forEach((part, value) ->
                        all.computeIfAbsent(part, it -> new ArrayList<>()).add(value)));
        return all.entrySet().stream()
                .filter(it -> median(it.getValue()) >= 0.5)
                .map(it -> String.format(Locale.ROOT, "%s %.0f %s", it.getKey(), median(it.getValue()), unit))
                .collect(Collectors.joining(", "));
    }

    private static String spread(List<Measure> rounds, ToDoubleFunction<Measure> value) {
        List<Double> sorted = rounds.stream().map(value::applyAsDouble).sorted().toList();
        return String.format(Locale.ROOT, "%.0f (%.0f-%.0f)", median(sorted), sorted.getFirst(), sorted.getLast());
    }

    private static double median(List<Measure> rounds, ToDoubleFunction<Measure> value) {
        return median(rounds.stream().map(value::applyAsDouble).toList());
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? Double.NaN : values.stream().sorted().toList().get(values.size() / 2);
    }

    /** How much each contender does beside the suite. */
    private void picture(Path file) throws IOException {
        List<Operation> compared =
                operations().stream().filter(it -> of(peaks, it).size() > 1).toList();
        Map<String, List<Double>> shares = new LinkedHashMap<>();
        for (Operation operation : compared)
            of(peaks, operation).keySet().forEach(it -> shares.put(it, new ArrayList<>()));
        shares.forEach((contender, of) -> {
            for (Operation operation : compared) {
                Map<String, List<Measure>> at = of(peaks, operation);
                double most = perSecond(at.values().iterator().next());
                of.add(at.containsKey(contender) ? perSecond(at.get(contender)) / most : Double.NaN);
            }
        });
        bars(file, "Answers per second on one core, the suite's as 1", compared, shares);
    }

    /** What the suite computes for an answer before and after it has grown. */
    private void pictureOfGrowth(Path file) throws IOException {
        List<Operation> compared = compared().stream()
                .filter(it ->
                        grown.values().stream().allMatch(all -> costs(all, it).isPresent()))
                .toList();
        Map<String, List<Double>> times = new LinkedHashMap<>();
        grown.forEach((size, all) -> times.put(
                size,
                compared.stream()
                        .map(it -> costs(all, it).orElseThrow() / cost(it))
                        .toList()));
        bars(file, "Computing time of an answer, before it grew as 1", compared, times);
    }

    private static double perSecond(List<Measure> rounds) {
        return median(rounds, it -> it.load().perSecond());
    }

    private static void bars(Path file, String title, List<Operation> operations, Map<String, List<Double>> series)
            throws IOException {
        if (operations.isEmpty()) return;
        CategoryChart chart =
                new CategoryChartBuilder().width(1100).height(420).title(title).build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLabelsVisible(true);
        List<String> titles = operations.stream().map(Operation::title).toList();
        series.forEach((name, values) -> chart.addSeries(
                name, titles, values.stream().map(Report::threeDigits).toList()));
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
    }

    /** Nobody reads more of a label. */
    private static double threeDigits(double value) {
        return Double.isNaN(value) ? value : new BigDecimal(value, new MathContext(3)).doubleValue();
    }
}
