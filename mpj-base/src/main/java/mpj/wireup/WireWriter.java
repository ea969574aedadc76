package mpj.wireup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the body of a message: numbers of four bytes, and bytes and texts after their length. */
public final class WireWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public WireWriter number(int value) {
        bytes.write(value >>> 24);
        bytes.write(value >>> 16);
        bytes.write(value >>> 8);
        bytes.write(value);
        return this;
    }

    /** Eight bytes. */
    public WireWriter longNumber(long value) {
        return number((int) (value >>> 32)).number((int) value);
    }

    public WireWriter bytes(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    public WireWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether there is a text, then the text. */
    public WireWriter optional(@Nullable String value) {
        return value == null ? number(0) : number(1).text(value);
    }

    /** The number of texts, then each. */
    public WireWriter texts(List<String> values) {
        number(values.size());
        for (String value : values) {
            text(value);
        }
        return this;
    }

    /** The number of entries, then each name with its text. */
    public WireWriter textMap(Map<String, String> values) {
        number(values.size());
        for (Map.Entry<String, String> entry : values.entrySet()) {
            text(entry.getKey()).text(entry.getValue());
        }
        return this;
    }

    /** The number of entries, then each name with its value. */
    public WireWriter map(Map<String, byte[]> values) {
        number(values.size());
        for (Map.Entry<String, byte[]> entry : values.entrySet()) {
            text(entry.getKey()).bytes(entry.getValue());
        }
        return this;
    }

    public byte[] body() {
        return bytes.toByteArray();
    }
}
