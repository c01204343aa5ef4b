package org.sparkall.acceptance.faults;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * What a panel's numbers count, and how people read them.
 *
 * @param words what is counted; empty when the panel's title says it
 * @param scales from the largest on
 */
record Unit(String words, List<Unit.Scale> scales) {

    private static final MathContext SHORT = new MathContext(3, RoundingMode.HALF_UP);

    /** A unit's multiple or part. */
    record Scale(double size, String name) {

        /** A value in this scale, with three digits at most where it is no whole number. */
        String text(double value) {
            double scaled = value / size;
            BigDecimal number = Math.abs(scaled) >= 100
                    ? BigDecimal.valueOf(Math.round(scaled))
                    : new BigDecimal(scaled, SHORT).stripTrailingZeros();
            String digits = number.signum() == 0 ? "0" : number.toPlainString();
            return name.isEmpty() || name.startsWith("/") ? digits + name : digits + " " + name;
        }
    }

    /** By the name that Grafana gives it. */
    static Unit of(String grafana) {
        return switch (grafana) {
            case "none" -> new Unit("", List.of(new Scale(1, "")));
            case "s" -> new Unit("time", List.of(new Scale(1, "s"), new Scale(1e-3, "ms"), new Scale(1e-6, "µs")));
            case "ms" -> new Unit("time", List.of(new Scale(1_000, "s"), new Scale(1, "ms"), new Scale(1e-3, "µs")));
            case "bytes" ->
                new Unit(
                        "bytes",
                        List.of(new Scale(1 << 30, "GiB"), new Scale(1 << 20, "MiB"), new Scale(1 << 10, "KiB")));
            case "percentunit" -> new Unit("share", List.of(new Scale(1e-2, "%")));
            case "reqps" -> new Unit("requests per second", List.of(new Scale(1, "/s")));
            case "ops" -> new Unit("per second", List.of(new Scale(1, "/s")));
            default -> throw new IllegalArgumentException("no unit " + grafana);
        };
    }

    /** The scale for values up to this one: the largest in which it is no fraction. */
    Scale scale(double top) {
        if (top == 0) return scales.getFirst();
        return scales.stream().filter(it -> top >= it.size).findFirst().orElseGet(scales::getLast);
    }

    String text(double value) {
        return scale(Math.abs(value)).text(value);
    }
}
