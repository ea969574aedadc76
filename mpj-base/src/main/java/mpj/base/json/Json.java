package mpj.base.json;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, truth values and null as JSON (RFC 8259). */
public final class Json {
    private Json() {}

    /** The text, on one line. */
    public static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> {
                StringJoiner text = new StringJoiner(",", "{", "}");
                map.forEach((key, element) -> text.add(quoted(String.valueOf(key)) + ":" + of(element)));
                yield text.toString();
            }
            case List<?> list -> {
                StringJoiner text = new StringJoiner(",", "[", "]");
                list.forEach(element -> text.add(of(element)));
                yield text.toString();
            }
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
