package mpj.perf.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run of a benchmark found: tables for the eye, and the same in JSON. */
final class Report {
    private final String benchmark;
    private final String setting;
    private final int ranks;
    private final List<String> arguments;
    private final PrintStream out;
    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Of a job. */
    Report(String benchmark, int ranks, List<String> arguments, PrintStream out) {
        this(benchmark, "Java, " + ranks + " ranks", ranks, arguments, out);
    }

    /** Of what no job did. */
    Report(String benchmark, String setting, List<String> arguments, PrintStream out) {
        this(benchmark, setting, 0, arguments, out);
    }

    private Report(String benchmark, String setting, int ranks, List<String> arguments, PrintStream out) {
        this.benchmark = benchmark;
        this.setting = setting;
        this.ranks = ranks;
        this.arguments = List.copyOf(arguments);
        this.out = out;
    }

    /** Begins a table; its heading is printed at once. */
    Table table(String detail, String... columns) {
        String title = benchmark + ", " + setting + (detail.isEmpty() ? "" : ", " + detail);
        Table table = new Table(out, title, columns);
        tables.add(table);
        return table;
    }

    /** A sentence on the results. */
    void note(String text) {
        notes.add(text);
        out.println("# " + text);
        out.flush();
    }

    void writeTo(@Nullable Path file) throws IOException {
        if (file != null) {
            Files.writeString(file, json(Instant.now()) + "\n");
        }
    }

    String json(Instant when) {
        return "{" + field("benchmark", quoted(benchmark)) + ","
                + (ranks == 0 ? "" : field("ranks", Integer.toString(ranks)) + ",")
                + field("arguments", array(arguments.stream().map(Report::quoted).toList())) + ","
                + field("java", quoted(Runtime.version().toString())) + ","
                + field("time", quoted(when.toString())) + ","
                + (notes.isEmpty() ? "" : field("notes", array(notes.stream().map(Report::quoted).toList())) + ",")
                + field("tables", array(tables.stream().map(Report::json).toList())) + "}";
    }

    private static String json(Table table) {
        return "{" + field("title", quoted(table.title())) + ","
                + field("columns", array(table.columns().stream().map(Report::quoted).toList())) + ","
                + field("rows", array(table.rows().stream().map(Report::json).toList())) + "}";
    }

    private static String json(Table.Row row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.key().matches("0|[1-9][0-9]*") ? row.key() : quoted(row.key()));
        // JSON knows no infinities
        row.values().forEach(v -> cells.add(Double.isFinite(v) ? Double.toString(v) : "null"));
        if (!row.remark().isEmpty()) {
            cells.add(quoted(row.remark()));
        }
        return array(cells);
    }

    private static String field(String name, String value) {
        return quoted(name) + ":" + value;
    }

    private static String array(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
