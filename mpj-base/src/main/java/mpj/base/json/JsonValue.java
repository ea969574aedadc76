package mpj.base.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that was read.
 *
 * @param value a {@code Map<String, JsonValue>} in the order of the text, a {@code List<JsonValue>}, a {@link String}, a
 *     {@link Long} or, where it is not whole, a {@link Double}, a {@link Boolean}, or null
 * @param line where it begins, counted from 1
 */
public record JsonValue(@Nullable Object value, int line) {
    /** What kind of value it is, for messages. */
    public String kind() {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "an array";
            case String text -> Json.of(text);
            default -> value.toString();
        };
    }

    /**
     * The field of this name.
     *
     * @throws IllegalArgumentException if this is no object that has it; names the line
     */
    public JsonValue field(String name) {
        if (value instanceof Map<?, ?> fields && fields.get(name) instanceof JsonValue found) {
            return found;
        }
        throw new IllegalArgumentException("line " + line + ": no field '" + name + "'");
    }

    /**
     * The elements of this array.
     *
     * @throws IllegalArgumentException if it is none; names the line
     */
    public List<JsonValue> elements() {
        if (value instanceof List<?> elements) {
            return elements.stream().map(JsonValue.class::cast).toList();
        }
        throw new IllegalArgumentException("line " + line + ": " + kind() + " is no array");
    }

    /** A text as it is, anything else as Java writes it. */
    public String text() {
        return String.valueOf(value);
    }

    /** A number; NaN for anything else. */
    public double number() {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
