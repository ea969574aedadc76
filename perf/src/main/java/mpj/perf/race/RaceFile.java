package mpj.perf.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mpj.base.json.Json;
import mpj.base.json.JsonException;
import mpj.base.json.JsonReader;
import mpj.base.json.JsonValue;
import mpj.perf.race.Contestant.Role;
import org.jspecify.annotations.Nullable;

/** Standings as JSON. The medians are there as tables too, which {@code mpj-bench compare} understands. */
final class RaceFile {
    private RaceFile() {}

    static void write(Standings standings, Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("race", standings.benchmark());
        all.put("ranks", standings.ranks());
        all.put("keys", standings.keyColumn());
        all.put("column", standings.column());
        all.put("lowWins", standings.lowWins());
        all.put("rounds", standings.rounds());
        all.put("arguments", standings.arguments());
        all.put("time", standings.time());
        all.put("environment", standings.environment());
        all.put("contestants", standings.contestants().stream().map(RaceFile::json).toList());
        all.put("leftOut", standings.leftOut());
        Map<String, Object> figures = new LinkedHashMap<>();
        for (String key : standings.keys()) {
            Map<String, Object> row = new LinkedHashMap<>();
            standings.figures().getOrDefault(key, Map.of()).forEach((name, rounds) -> row.put(name, json(rounds)));
            figures.put(key, row);
        }
        all.put("figures", figures);
        all.put("tables", List.of(table(standings)));
        Files.writeString(file, Json.of(all) + "\n");
    }

    private static Map<String, Object> json(Contestant contestant) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", contestant.name());
        all.put("role", contestant.role().name());
        all.put("version", contestant.version());
        all.put("command", contestant.command());
        return all;
    }

    private static List<@Nullable Double> json(double[] rounds) {
        // JSON knows no NaN
        List<@Nullable Double> all = new ArrayList<>();
        Arrays.stream(rounds).forEach(figure -> all.add(Double.isNaN(figure) ? null : figure));
        return all;
    }

    private static Map<String, Object> table(Standings standings) {
        List<String> columns = new ArrayList<>(List.of(standings.keyColumn()));
        standings.contestants().forEach(one -> columns.add(one.name() + " " + standings.unit()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String key : standings.keys()) {
            List<@Nullable Object> row = new ArrayList<>(List.of(key));
            for (Contestant one : standings.contestants()) {
                double median = standings.of(key, one).median();
                row.add(Double.isNaN(median) ? null : median);
            }
            rows.add(row);
        }
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("title", "race of " + standings.title());
        table.put("columns", columns);
        table.put("rows", rows);
        return table;
    }

    /**
     * The standings in a file.
     *
     * @throws IOException if it cannot be read, or is something else; the message names the file
     */
    static Standings read(Path file) throws IOException {
        try {
            return read(JsonReader.read(Files.readString(file)));
        } catch (JsonException e) {
            throw new IOException(file + ": line " + e.line() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no file that mpj-bench race has made: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Standings read(JsonValue all) {
        Map<String, Map<String, double[]>> figures = new LinkedHashMap<>();
        fields(all.field("figures")).forEach((key, row) -> {
            Map<String, double[]> byName = new LinkedHashMap<>();
            fields(row).forEach((name, rounds) -> byName.put(
                    name,
                    rounds.elements().stream().mapToDouble(JsonValue::number).toArray()));
            figures.put(key, byName);
        });
        return new Standings(
                all.field("race").text(),
                whole(all.field("ranks")),
                all.field("keys").text(),
                all.field("column").text(),
                Boolean.TRUE.equals(all.field("lowWins").value()),
                whole(all.field("rounds")),
                texts(all.field("arguments")),
                all.field("time").text(),
                texts(fields(all.field("environment"))),
                all.field("contestants").elements().stream().map(RaceFile::contestant).toList(),
                texts(fields(all.field("leftOut"))),
                figures);
    }

    private static Contestant contestant(JsonValue value) {
        return new Contestant(
                value.field("name").text(),
                Role.valueOf(value.field("role").text()),
                value.field("version").text(),
                texts(value.field("command")),
                Map.of());
    }

    private static int whole(JsonValue value) {
        double number = value.number();
        if (number != Math.rint(number) || number < 1) {
            throw new IllegalArgumentException("line " + value.line() + ": " + value.kind() + " is no number of something");
        }
        return (int) number;
    }

    private static List<String> texts(JsonValue array) {
        return array.elements().stream().map(JsonValue::text).toList();
    }

    private static Map<String, String> texts(Map<String, JsonValue> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    private static Map<String, JsonValue> fields(JsonValue object) {
        if (!(object.value() instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("line " + object.line() + ": " + object.kind() + " is no object");
        }
        Map<String, JsonValue> all = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            if (field.getValue() instanceof JsonValue value) {
                all.put(String.valueOf(field.getKey()), value);
            }
        }
        return all;
    }
}
