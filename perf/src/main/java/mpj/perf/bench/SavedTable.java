package mpj.perf.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.base.json.JsonException;
import mpj.base.json.JsonReader;
import mpj.base.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A table of a run, to be held against that of another run.
 *
 * @param columns the first is that of the keys
 * @param rows the figures by key; NaN where there is none
 */
record SavedTable(String title, List<String> columns, Map<String, List<Double>> rows) {
    static SavedTable of(Table table) {
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        table.rows().forEach(row -> rows.put(row.key(), row.values()));
        return new SavedTable(table.title(), table.columns(), rows);
    }

    /** Whether figures of the two can be held against each other. */
    boolean isOfSameKind(SavedTable other) {
        return title.equals(other.title) && columns.equals(other.columns);
    }

    /**
     * The tables in a file that {@code --json} has made.
     *
     * @throws IOException if it cannot be read, or is something else; the message names the file
     */
    static List<SavedTable> read(Path file) throws IOException {
        try {
            List<SavedTable> tables = new ArrayList<>();
            for (JsonValue table : JsonReader.read(Files.readString(file)).field("tables").elements()) {
                tables.add(read(table));
            }
            return tables;
        } catch (JsonException e) {
            throw unusable(file, "line " + e.line() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw unusable(file, e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static IOException unusable(Path file, @Nullable String why, Exception cause) {
        return new IOException(file + " is no file that --json has made: " + why, cause);
    }

    private static SavedTable read(JsonValue table) {
        List<String> columns =
                table.field("columns").elements().stream().map(JsonValue::text).toList();
        Map<String, List<Double>> rows = new LinkedHashMap<>();
        for (JsonValue row : table.field("rows").elements()) {
            List<JsonValue> cells = row.elements();
            if (cells.isEmpty()) {
                throw new IllegalArgumentException("line " + row.line() + ": a row without cells");
            }
            // behind the figures there may be a remark
            int figures = Math.min(columns.size(), cells.size());
            rows.put(
                    cells.getFirst().text(),
                    cells.subList(1, figures).stream().map(JsonValue::number).toList());
        }
        return new SavedTable(table.field("title").text(), columns, rows);
    }

    /** Shows each pair of tables of the same title, a column at a time; whether there are any. */
    static boolean compare(List<SavedTable> earlier, List<SavedTable> later, PrintStream out) {
        boolean any = false;
        for (SavedTable now : later) {
            for (SavedTable then : earlier) {
                if (then.isOfSameKind(now)) {
                    compare(then, now, out);
                    any = true;
                }
            }
        }
        return any;
    }

    private static void compare(SavedTable then, SavedTable now, PrintStream out) {
        for (int column = 1; column < now.columns.size(); column++) {
            String unit = now.columns.get(column);
            unit = unit.substring(Math.max(0, unit.indexOf('(')));
            Table table = new Table(
                    out,
                    now.title + ": " + now.columns.get(column) + ", then and now",
                    "",
                    List.of(now.columns.getFirst(), "Then " + unit, "Now " + unit, "Now / then (x)"));
            for (Map.Entry<String, List<Double>> row : now.rows.entrySet()) {
                double before = figure(then.rows.get(row.getKey()), column);
                double after = figure(row.getValue(), column);
                if (!Double.isNaN(before) && !Double.isNaN(after)) {
                    table.row(row.getKey(), before, after, after / before);
                }
            }
        }
    }

    private static double figure(@Nullable List<Double> row, int column) {
        return row == null || row.size() < column ? Double.NaN : row.get(column - 1);
    }
}
