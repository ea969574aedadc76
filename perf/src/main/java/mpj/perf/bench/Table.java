package mpj.perf.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of results, printed line by line as the C peers print theirs: comments begin with {@code #}. */
final class Table {
    private final String title;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();
    private final PrintStream out;

    /** A line: what was measured, and the figures in the order of the columns. */
    record Row(String key, List<Double> values) {}

    Table(PrintStream out, String title, String... columns) {
        this.out = out;
        this.title = title;
        this.columns = List.of(columns);
        out.println("# " + title);
        out.println(line("# " + columns[0], this.columns.subList(1, columns.length)));
        out.flush();
    }

    void row(long key, double... values) {
        row(Long.toString(key), values);
    }

    void row(String key, double... values) {
        List<Double> figures = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            figures.add(value);
            texts.add(String.format(Locale.ROOT, "%.3f", value));
        }
        rows.add(new Row(key, List.copyOf(figures)));
        out.println(line(key, texts));
        out.flush();
    }

    private static String line(String first, List<String> others) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s", first));
        for (String other : others) {
            line.append(String.format(Locale.ROOT, " %18s", other));
        }
        return line.toString();
    }

    String title() {
        return title;
    }

    List<String> columns() {
        return columns;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
