package mpj.base.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one JSON value; a name that an object has twice is an error, as is anything that RFC 8259 does not have. */
public final class JsonReader {
    /** Far more than a file of ours has, far less than what the stack of a thread holds. */
    private static final int MOST_DEPTH = 64;

    private final String text;
    private int at;
    private int line = 1;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    /** The value that is all of the text. */
    public static JsonValue read(String text) throws JsonException {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.unexpected("the end of the text");
        }
        return value;
    }

    private JsonValue value() throws JsonException {
        skipSpace();
        int start = line;
        return new JsonValue(
                switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    case 't' -> word("true", true);
                    case 'f' -> word("false", false);
                    case 'n' -> word("null", null);
                    default -> number();
                },
                start);
    }

    private Map<String, JsonValue> object() throws JsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        enter();
        skipSpace();
        if (peek() != '}') {
            do {
                skipSpace();
                if (peek() != '"') {
                    throw unexpected("a name in quotes");
                }
                String name = string();
                skipSpace();
                expect(':');
                if (members.put(name, value()) != null) {
                    throw error("the name " + Json.of(name) + " is there twice");
                }
                skipSpace();
            } while (skip(','));
        }
        leave('}');
        return members;
    }

    private List<JsonValue> array() throws JsonException {
        List<JsonValue> elements = new ArrayList<>();
        enter();
        skipSpace();
        if (peek() != ']') {
            do {
                elements.add(value());
                skipSpace();
            } while (skip(','));
        }
        leave(']');
        return elements;
    }

    private void enter() throws JsonException {
        at++;
        if (++depth > MOST_DEPTH) {
            throw error("more than " + MOST_DEPTH + " levels");
        }
    }

    private void leave(char bracket) throws JsonException {
        if (!skip(bracket)) {
            throw unexpected("',' or '" + bracket + "'");
        }
        depth--;
    }

    private String string() throws JsonException {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw unexpected("the end of a text in quotes");
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws JsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw error("no character is written as \\" + c);
        };
    }

    private char unicode() throws JsonException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected("four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws JsonException {
        if (!text.startsWith(word, at)) {
            throw unexpected("a value");
        }
        at += word.length();
        return meaning;
    }

    private Object number() throws JsonException {
        int start = at;
        skip('-');
        if (!skip('0')) {
            digits("a value");
        }
        boolean isWhole = true;
        if (skip('.')) {
            digits("a digit");
            isWhole = false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            digits("a digit");
            isWhole = false;
        }
        String number = text.substring(start, at);
        try {
            return isWhole ? (Object) Long.valueOf(number) : (Object) Double.valueOf(number);
        } catch (NumberFormatException e) {
            throw error("the number " + number + " is too large");
        }
    }

    private void digits(String what) throws JsonException {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw unexpected(what);
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            if (text.charAt(at++) == '\n') {
                line++;
            }
        }
    }

    /** The next character, or NUL at the end, which JSON has nowhere. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean skip(char c) {
        if (peek() != c || at == text.length()) {
            return false;
        }
        at++;
        return true;
    }

    private void expect(char c) throws JsonException {
        if (!skip(c)) {
            throw unexpected("'" + c + "'");
        }
    }

    private JsonException unexpected(String wanted) {
        String found = at == text.length() ? "the end of the text" : "'" + text.charAt(at) + "'";
        return error("expected " + wanted + ", found " + found);
    }

    private JsonException error(String message) {
        return new JsonException(line, message);
    }
}
