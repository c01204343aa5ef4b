package org.sparkall.acceptance.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;

/** Lines over time, drawn as SVG. */
final class Plot {

    private static final int HEIGHT = 150;
    private static final int BELOW = 18;
    private static final int ABOVE = 8;
    private static final int RIGHT = 14;
    /** Of a character on an axis. */
    private static final double CHARACTER = 6.2;

    private static final int MOST_TIMES = 6;
    private static final List<Integer> TIME_STEPS = List.of(5, 10, 15, 30, 60, 120, 300, 600);
    private static final int MINUTE = 60;

    private final int width;
    private final double left;
    private final Instant from;
    private final Duration length;
    private final Duration step;
    private final Unit.Scale scale;
    private final List<Double> ticks;

    /**
     * A drawing without lines.
     *
     * @param top the largest value that will be drawn
     * @param step between two values of a line; where more time is between them, the line is broken
     */
    Plot(int width, Unit unit, double top, Instant from, Duration length, Duration step) {
        this.width = width;
        this.from = from;
        this.length = length;
        this.step = step;
        this.scale = unit.scale(top);
        this.ticks = ticks(top);
        this.left = 8
                + CHARACTER
                        * ticks.stream()
                                .mapToInt(it -> scale.text(it).length())
                                .max()
                                .orElse(1);
    }

    /** Round values from zero up to one that is not below the top; at least three. */
    private List<Double> ticks(double top) {
        double raw = (top == 0 ? scale.size() : top) / scale.size() / 3;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double round = raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1;
        List<Double> ticks = new ArrayList<>(List.of(0.0));
        while (ticks.size() < 3 || ticks.getLast() < top) ticks.add(ticks.size() * round * power * scale.size());
        return ticks;
    }

    /** @param lines values by the line's color */
    String draw(Map<String, NavigableMap<Instant, Double>> lines) {
        StringBuilder svg = new StringBuilder(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>".formatted(width, HEIGHT));
        for (double tick : ticks) {
            svg.append(
                    String.format(Locale.ROOT, "<path class='grid' d='M%.1f %.1fH%d'/>", left, y(tick), width - RIGHT));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class='value' x='%.1f' y='%.1f'>%s</text>",
                    left - 6,
                    y(tick) + 4,
                    scale.text(tick)));
        }
        int every = TIME_STEPS.stream()
                .filter(it -> length.toSeconds() / it < MOST_TIMES)
                .findFirst()
                .orElse(TIME_STEPS.getLast());
        for (int second = 0; second <= length.toSeconds(); second += every) {
            double x = x(from.plusSeconds(second));
            svg.append(String.format(Locale.ROOT, "<path class='grid' d='M%.1f %dV%d'/>", x, ABOVE, HEIGHT - BELOW));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class='time' x='%.1f' y='%d'>%d:%02d</text>",
                    x,
                    HEIGHT - 4,
                    second / MINUTE,
                    second % MINUTE));
        }
        lines.forEach((color, values) ->
                svg.append("<path class='line' stroke='%s' d='%s'/>".formatted(color, path(values))));
        return svg.append("</svg>").toString();
    }

    private String path(NavigableMap<Instant, Double> values) {
        StringBuilder path = new StringBuilder();
        Instant before = Instant.MIN;
        for (Map.Entry<Instant, Double> point : values.entrySet()) {
            boolean goesOn = !before.plus(step.multipliedBy(2)).isBefore(point.getKey());
            path.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", goesOn ? "L" : "M", x(point.getKey()), y(point.getValue())));
            before = point.getKey();
        }
        return path.toString();
    }

    private double x(Instant time) {
        return left + (width - RIGHT - left) * Duration.between(from, time).toMillis() / length.toMillis();
    }

    private double y(double value) {
        return HEIGHT - BELOW - (HEIGHT - BELOW - ABOVE) * value / ticks.getLast();
    }
}
