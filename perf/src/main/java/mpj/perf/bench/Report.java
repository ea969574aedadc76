package mpj.perf.bench;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import mpj.base.json.Json;
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
    private Map<String, String> environment = Map.of();
    private @Nullable Plot picture;

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
        Table table = new Table(out, title, detail, List.of(columns));
        tables.add(table);
        return table;
    }

    /** A sentence on the results. */
    void note(String text) {
        notes.add(text);
        out.println("# " + text);
        out.flush();
    }

    /** Says where the figures come from. */
    void from(Map<String, String> place) {
        environment = place;
    }

    /** Has this drawn in place of the tables. */
    void draw(Plot drawing) {
        picture = drawing;
    }

    /** A picture of the results: curves over what is counted in the first column, or bars where that has names. */
    Plot plot() {
        return plot("", List.of());
    }

    /**
     * The same with the curves of tables of an earlier run beside them.
     *
     * @param then what begins the names of these curves
     */
    Plot plot(String then, List<SavedTable> earlier) {
        Plot drawn = picture;
        if (drawn == null) {
            Table first = tables.getFirst();
            String detail = tables.size() > 1 || first.detail().isEmpty() ? "" : ", " + first.detail();
            drawn = new Plot(benchmark + ", " + setting + detail, first.columns().getFirst(), first.columns().get(1));
            for (Table table : tables) {
                draw(drawn, tables.size() == 1 ? "" : table.detail() + ", ", SavedTable.of(table));
                for (SavedTable old : earlier) {
                    if (old.isOfSameKind(SavedTable.of(table))) {
                        draw(drawn, then + ": " + (tables.size() == 1 ? "" : table.detail() + ", "), old);
                    }
                }
            }
        }
        return drawn;
    }

    /** What has the unit of the first column. */
    private static void draw(Plot drawn, String prefix, SavedTable table) {
        String unit = unit(table.columns().get(1));
        table.rows().forEach((key, figures) -> {
            for (int i = 0; i < figures.size(); i++) {
                String column = table.columns().get(i + 1);
                if (unit(column).equals(unit)) {
                    drawn.point(prefix + column, key, figures.get(i));
                }
            }
        });
    }

    /** Whether nothing has been measured. */
    boolean isEmpty() {
        return tables.isEmpty();
    }

    List<Table> tables() {
        return List.copyOf(tables);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    Map<String, String> environment() {
        return environment;
    }

    /** What was run, as a command. */
    String command() {
        return "mpj-bench " + String.join(" ", arguments);
    }

    private static String unit(String column) {
        return column.substring(Math.max(0, column.indexOf('(')));
    }

    /** Shows the tables beside earlier ones of the same titles; whether there are any. */
    boolean compareWith(List<SavedTable> earlier) {
        return SavedTable.compare(earlier, tables.stream().map(SavedTable::of).toList(), out);
    }

    /** The tables, each after a line with its title and one with its headings. */
    String csv() {
        StringBuilder lines = new StringBuilder();
        for (Table table : tables) {
            lines.append("# ").append(table.title()).append('\n');
            lines.append(table.columns().stream().map(Report::cell).collect(Collectors.joining(",")));
            lines.append('\n');
            for (Table.Row row : table.rows()) {
                lines.append(cell(row.key()));
                row.values().forEach(value -> lines.append(',').append(value));
                lines.append('\n');
            }
        }
        return lines.toString();
    }

    private static String cell(String text) {
        return text.matches("[^\",\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    String json(Instant when) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", benchmark);
        if (ranks > 0) {
            all.put("ranks", ranks);
        }
        all.put("arguments", arguments);
        all.put("java", Runtime.version().toString());
        all.put("time", when.toString());
        if (!environment.isEmpty()) {
            all.put("environment", environment);
        }
        if (!notes.isEmpty()) {
            all.put("notes", notes);
        }
        all.put("tables", tables.stream().map(Report::json).toList());
        return Json.of(all);
    }

    private static Map<String, Object> json(Table table) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", table.title());
        all.put("columns", table.columns());
        all.put("rows", table.rows().stream().map(Report::json).toList());
        return all;
    }

    private static List<@Nullable Object> json(Table.Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(row.key().matches("0|[1-9][0-9]*") ? Long.valueOf(row.key()) : row.key());
        // JSON knows no infinities
        row.values().forEach(value -> cells.add(Double.isFinite(value) ? value : null));
        if (!row.remark().isEmpty()) {
            cells.add(row.remark());
        }
        return cells;
    }
}
