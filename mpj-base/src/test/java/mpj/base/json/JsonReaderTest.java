package mpj.base.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    /** The value without the lines. */
    private static @Nullable Object plain(JsonValue value) {
        return switch (value.value()) {
            case Map<?, ?> map -> {
                Map<Object, Object> plain = new LinkedHashMap<>();
                map.forEach((name, member) -> plain.put(name, plain((JsonValue) member)));
                yield plain;
            }
            case List<?> list -> list.stream().map(member -> plain((JsonValue) member)).toList();
            case null -> null;
            default -> value.value();
        };
    }

    @Test
    void whatIsWrittenIsRead() throws JsonException {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a \"quoted\" \\ line\n\tand \u0001, ä €");
        value.put("numbers", List.of(0L, -17L, Long.MAX_VALUE, 1.5, -2.5e-7));
        value.put("truth", List.of(true, false));
        value.put("nothing", List.of());
        value.put("map", Map.of("", Map.of()));
        assertEquals(value, plain(JsonReader.read(Json.of(value))));
    }

    @Test
    void everyEscapeAndNull() throws JsonException {
        assertEquals("\"\\/\b\f\n\r\tAé", plain(JsonReader.read(" \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\" ")));
        assertEquals(Arrays.asList((Object) null), JsonReader.read("[null]").value() instanceof List<?> list
                ? list.stream().map(v -> ((JsonValue) v).value()).toList()
                : List.of());
    }

    @Test
    void valuesKnowTheirLines() throws JsonException {
        JsonValue value = JsonReader.read("\n{\"a\": 1,\r\n \"b\":\n [2]}\n");
        assertEquals(2, value.line());
        Map<?, ?> members = (Map<?, ?>) value.value();
        assertTrue(members != null);
        assertEquals(new JsonValue(1L, 2), members.get("a"));
        assertEquals(new JsonValue(List.of(new JsonValue(2L, 4)), 4), members.get("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "'a'", "\"a", "\"\n\"",
                "\"\\x\"", "\"\\u12g4\"", "tru", "nul", "01", "-", "1.", "1.e3", "1e", "+1", ".5", "1 2", "[]]", "NaN"
            })
    void whatIsNotJsonIsToldOf(String text) {
        assertThrows(JsonException.class, () -> JsonReader.read(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,~ 2~ 3] | 3 | expected ',' or ']', found '3'",
                "{'a':1,~'a':2} | 2 | the name 'a' is there twice",
                "~~[1, 99999999999999999999] | 3 | the number 99999999999999999999 is too large",
                "{'a':~ | 2 | expected a value, found the end of the text"
            })
    void errorsTellLineAndReason(String text, int line, String message) {
        JsonException e = assertThrows(
                JsonException.class, () -> JsonReader.read(text.replace('~', '\n').replace('\'', '"')));
        assertEquals(line, e.line());
        assertEquals(message.replace("'a'", "\"a\""), e.getMessage());
    }

    @Test
    void deepNestingIsRefused() {
        assertThrows(JsonException.class, () -> JsonReader.read("[".repeat(100_000)));
    }
}
