package mpj.core.coll.choice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mpj.base.config.Parameters;
import mpj.base.json.Json;
import mpj.base.json.JsonException;
import mpj.base.json.JsonReader;
import mpj.base.json.JsonValue;
import mpj.core.coll.CostModel;
import mpj.core.coll.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The file of rules that {@code mpj-bench tune} writes and rank 0 reads. Its form, {@code docs/collectives.md}:
 *
 * <pre>{@code
 * {"format": "mpj-collectives-1",
 *  "rules": [
 *   {"operation": "allreduce", "ranks": 4, "ranksPerNode": 4, "transport": "shm", "commutative": true,
 *    "ranges": [{"from": 0, "algorithm": "doubling"}, {"from": 65536, "algorithm": "ring"}]}]}
 * }</pre>
 */
public final class TuningFile {
    /** What its field {@code format} says. */
    public static final String FORMAT = "mpj-collectives-1";

    private static final String NONE = "none";

    private TuningFile() {}

    /** Where the file is that is used when no other is named. */
    public static Path usualPlace() {
        String configuration = System.getenv("XDG_CONFIG_HOME");
        Path folder = configuration != null && configuration.startsWith("/")
                ? Path.of(configuration)
                : Path.of(System.getProperty("user.home", "/"), ".config");
        return folder.resolve("mpj").resolve("collectives.json");
    }

    /** The file that the parameters name, or that is in the usual place; null if there is none. */
    public static @Nullable Path file(Parameters parameters) {
        String named = parameters.text(CollectiveParameters.TUNING);
        if (named != null) {
            return named.trim().equals(NONE) ? null : Path.of(named.trim());
        }
        Path usual = usualPlace();
        return Files.exists(usual) ? usual : null;
    }

    /**
     * The rules of {@link #file}.
     *
     * @throws IllegalArgumentException if it cannot be read; the message tells file, line and cure
     */
    static List<Rule> rules(Parameters parameters) {
        Path file = file(parameters);
        return file == null ? List.of() : read(file);
    }

    /**
     * The rules of a file.
     *
     * @throws IllegalArgumentException if it cannot be read; the message tells file, line and cure
     */
    public static List<Rule> read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (JsonException e) {
            throw bad(file + ", line " + e.line() + ": " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw bad(file + " does not exist", e);
        } catch (IOException e) {
            throw bad(file + " cannot be read: " + e, e);
        }
    }

    private static IllegalArgumentException bad(String what, Exception cause) {
        return new IllegalArgumentException(
                "the tuning file of collective operations " + what + "; correct it, have mpj-bench tune write another, or set "
                        + CollectiveParameters.TUNING.name() + "=" + NONE,
                cause);
    }

    /** The operations' names, for messages. */
    static String operations() {
        return names(Kind.values());
    }

    private static String names(Enum<?>[] all) {
        return Arrays.stream(all).map(TuningFile::name).collect(Collectors.joining(", "));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    // ---------------------------------------------------------------- reading

    static List<Rule> parse(String text) throws JsonException {
        Fields file = Fields.of("the file", JsonReader.read(text), List.of("format", "made", "rules"));
        JsonValue format = file.need("format");
        if (!FORMAT.equals(format.value())) {
            throw new JsonException(
                    format.line(), "format is " + format.kind() + "; this version reads \"" + FORMAT + "\"");
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonValue rule : file.list("rules")) {
            rules.add(rule("rules[" + rules.size() + "]", rule));
        }
        return List.copyOf(rules);
    }

    private static Rule rule(String path, JsonValue value) throws JsonException {
        Fields fields = Fields.of(
                path,
                value,
                List.of("operation", "ranks", "ranksPerNode", "transport", "commutative", "ranges"));
        Kind kind = fields.constant("operation", fields.need("operation"), Kind.values());
        JsonValue transport = fields.get("transport");
        JsonValue commutative = fields.get("commutative");
        return new Rule(
                kind,
                fields.span("ranks"),
                fields.span("ranksPerNode"),
                transport == null ? null : fields.constant("transport", transport, CostModel.Link.values()),
                commutative == null ? null : fields.truth("commutative", commutative),
                ranges(path + ".ranges", kind, fields.list("ranges")));
    }

    private static List<Rule.Range> ranges(String path, Kind kind, List<JsonValue> values) throws JsonException {
        List<Rule.Range> ranges = new ArrayList<>();
        long last = -1;
        for (JsonValue value : values) {
            Fields fields = Fields.of(path + "[" + ranges.size() + "]", value, List.of("from", "algorithm"));
            JsonValue from = fields.need("from");
            long bytes = fields.number("from", from, 0, Long.MAX_VALUE);
            if (bytes <= last) {
                throw fields.wrong("from", from, "a size above that of the range before, " + last);
            }
            last = bytes;
            JsonValue algorithm = fields.need("algorithm");
            ranges.add(new Rule.Range(bytes, algorithm(fields, kind, algorithm)));
        }
        return List.copyOf(ranges);
    }

    private static String algorithm(Fields fields, Kind kind, JsonValue value) throws JsonException {
        try {
            return Forced.check(kind, fields.text("algorithm", value));
        } catch (IllegalArgumentException e) {
            throw new JsonException(value.line(), fields.path() + ".algorithm: " + e.getMessage());
        }
    }

    /** An object of the file, all of whose fields are known. */
    private record Fields(String path, int line, Map<?, ?> values) {
        static Fields of(String path, JsonValue value, List<String> known) throws JsonException {
            if (!(value.value() instanceof Map<?, ?> values)) {
                throw new JsonException(value.line(), path + " should be an object, is " + value.kind());
            }
            for (Map.Entry<?, ?> entry : values.entrySet()) {
                if (!known.contains(entry.getKey()) && entry.getValue() instanceof JsonValue unknown) {
                    throw new JsonException(
                            unknown.line(),
                            path + " has no field '" + entry.getKey() + "'; there are " + String.join(", ", known));
                }
            }
            return new Fields(path, value.line(), values);
        }

        @Nullable JsonValue get(String name) {
            return values.get(name) instanceof JsonValue value ? value : null;
        }

        JsonValue need(String name) throws JsonException {
            JsonValue value = get(name);
            if (value == null) {
                throw new JsonException(line, path + " needs a field '" + name + "'");
            }
            return value;
        }

        JsonException wrong(String name, JsonValue value, String wanted) {
            return new JsonException(
                    value.line(), path + "." + name + " should be " + wanted + ", is " + value.kind());
        }

        List<JsonValue> list(String name) throws JsonException {
            JsonValue value = need(name);
            if (!(value.value() instanceof List<?> elements)) {
                throw wrong(name, value, "an array");
            }
            return elements.stream().map(JsonValue.class::cast).toList();
        }

        String text(String name, JsonValue value) throws JsonException {
            if (value.value() instanceof String text) {
                return text;
            }
            throw wrong(name, value, "a text");
        }

        boolean truth(String name, JsonValue value) throws JsonException {
            if (value.value() instanceof Boolean truth) {
                return truth;
            }
            throw wrong(name, value, "true or false");
        }

        long number(String name, JsonValue value, long min, long max) throws JsonException {
            if (value.value() instanceof Long number && number >= min && number <= max) {
                return number;
            }
            throw wrong(name, value, "a whole number from " + min + " to " + max);
        }

        <E extends Enum<E>> E constant(String name, JsonValue value, E[] all) throws JsonException {
            for (E constant : all) {
                if (name(constant).equals(value.value())) {
                    return constant;
                }
            }
            throw wrong(name, value, "one of " + names(all));
        }

        /** A number, or two in an array; all where there is no such field. */
        Rule.Span span(String name) throws JsonException {
            JsonValue value = get(name);
            if (value == null) {
                return Rule.Span.ALL;
            }
            if (value.value() instanceof List<?> ends) {
                if (ends.size() == 2
                        && ends.getFirst() instanceof JsonValue first
                        && ends.getLast() instanceof JsonValue last) {
                    int from = (int) number(name, first, 1, Integer.MAX_VALUE);
                    return new Rule.Span(from, (int) number(name, last, from, Integer.MAX_VALUE));
                }
                throw wrong(name, value, "a number, or an array of the first and the last");
            }
            return Rule.Span.of((int) number(name, value, 1, Integer.MAX_VALUE));
        }
    }

    // ---------------------------------------------------------------- writing

    /**
     * The text of a file.
     *
     * @param made what a reader may want to know of its making
     */
    public static String text(Map<String, String> made, List<Rule> rules) {
        return "{\"format\": " + Json.of(FORMAT) + ",\n"
                + " \"made\": " + Json.of(made) + ",\n"
                + " \"rules\": ["
                + rules.stream().map(rule -> "\n  " + Json.of(fields(rule))).collect(Collectors.joining(","))
                + "\n ]}\n";
    }

    private static Map<String, Object> fields(Rule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", rule.kind().option());
        put(fields, "ranks", rule.ranks());
        put(fields, "ranksPerNode", rule.ranksPerNode());
        CostModel.Link transport = rule.transport();
        if (transport != null) {
            fields.put("transport", name(transport));
        }
        Boolean commutative = rule.commutative();
        if (commutative != null) {
            fields.put("commutative", commutative);
        }
        List<Map<String, Object>> ranges = new ArrayList<>();
        for (Rule.Range range : rule.ranges()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("from", range.from());
            entry.put("algorithm", range.algorithm());
            ranges.add(entry);
        }
        fields.put("ranges", ranges);
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Rule.Span span) {
        if (span.from() == span.to()) {
            fields.put(name, span.from());
        } else if (!span.equals(Rule.Span.ALL)) {
            fields.put(name, List.of(span.from(), span.to()));
        }
    }

    /** Rules of which the newer ones take the place of older ones for the same calls. */
    public static List<Rule> merged(List<Rule> older, List<Rule> newer) {
        List<Rule> merged = new ArrayList<>(newer);
        for (Rule rule : older) {
            if (newer.stream().noneMatch(rule::isAbout)) {
                merged.add(rule);
            }
        }
        return merged;
    }
}
