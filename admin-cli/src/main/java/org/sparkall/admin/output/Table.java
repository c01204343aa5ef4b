package org.sparkall.admin.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Rows in columns that are as wide as what is in them; also several, one below the other. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final String whenEmpty;
    private final boolean hasHeader;

    private Table(List<String> header, String whenEmpty) {
        this.hasHeader = !header.isEmpty();
        if (hasHeader) rows.add(header);
        this.whenEmpty = whenEmpty;
    }

    /** @param whenEmpty what is said in place of a table without rows */
    public static Table of(String whenEmpty, String... header) {
        return new Table(Arrays.asList(header), whenEmpty);
    }

    /** A row for each member of an object. */
    public static Table details(JsonNode object) {
        Table table = new Table(List.of(), "");
        object.properties().forEach(it -> table.row(it.getKey().replace('_', ' '), text(it.getValue())));
        return table;
    }

    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Table::plain).toList());
        return this;
    }

    /** A line below the rows. */
    public Table note(String line) {
        notes.add(plain(line));
        return this;
    }

    /** A value as people read it: a list by its items, nothing as nothing. */
    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) return "";
        if (!value.isArray()) return value.isObject() ? value.toString() : value.asText();
        StringJoiner items = new StringJoiner(" ");
        value.forEach(it -> items.add(text(it)));
        return items.toString();
    }

    /** What others wrote without what would move the cursor, colour the terminal or turn the direction of the text. */
    public static String plain(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "\uFFFD");
    }

    /** As it is printed. */
    @Override
    public String toString() {
        StringWriter text = new StringWriter();
        print(new PrintWriter(text));
        return text.toString();
    }

    void print(PrintWriter out) {
        if (hasHeader && rows.size() == 1) {
            out.println(whenEmpty);
        } else {
            int[] widths = widths();
            rows.forEach(row -> out.println(line(row, widths)));
        }
        notes.forEach(out::println);
    }

    private int[] widths() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        return widths;
    }

    /** The last column is as long as it is: nothing stands after it. */
    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            boolean last = i == row.size() - 1;
            line.append(
                    last ? row.get(i) : String.format(Locale.ROOT, "%-" + Math.max(1, widths[i]) + "s  ", row.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
