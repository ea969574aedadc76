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
}
