package mpj.perf.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of results, printed line by line as the C peers print theirs: comments begin with {@code #}. */
final class Table {
    private static final int KEY_WIDTH = 14;
    private static final int FIGURE_WIDTH = 18;
    /** Of a line with a key and a figure. */
    static final int LEAST_WIDTH = KEY_WIDTH + 1 + FIGURE_WIDTH;

    private final String title;
    private final String detail;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();
    private final PrintStream out;

    /** A line: what was measured, the figures in the order of the columns, and a remark in the last one, if any. */
    record Row(String key, List<Double> values, String remark) {}

    /** @param detail what tells it from others of its report; may be empty */
    Table(PrintStream out, String title, String detail, List<String> columns) {
        this.out = out;
        this.title = title;
        this.detail = detail;
        this.columns = List.copyOf(columns);
        out.println("# " + title);
        out.println(line("# " + columns.getFirst(), columns.subList(1, columns.size())));
        out.flush();
    }

    void row(long key, double... values) {
        row(Long.toString(key), values);
    }

    void row(String key, double... values) {
        remarked("", key, values);
    }

    /** A row with a remark behind the columns, or in one more that there is for it; "" is none. */
    void remarked(String remark, String key, double... values) {
        List<Double> figures = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (double value : values) {
            // a heading without a unit is that of a count
            boolean isCount = !columns.get(figures.size() + 1).endsWith(")");
            figures.add(value);
            texts.add(String.format(Locale.ROOT, isCount ? "%.0f" : "%.3f", value));
        }
        rows.add(new Row(key, List.copyOf(figures), remark));
        if (!remark.isEmpty()) {
            texts.add(remark);
        }
        out.println(line(key, texts));
        out.flush();
    }

    private static String line(String first, List<String> others) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-" + KEY_WIDTH + "s", first));
        for (String other : others) {
            line.append(String.format(Locale.ROOT, " %" + FIGURE_WIDTH + "s", other));
        }
        return line.toString();
    }

    String title() {
        return title;
    }

    String detail() {
        return detail;
    }

    List<String> columns() {
        return columns;
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }
}
