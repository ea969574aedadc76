package mpj.wireup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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

    public WireWriter bytes(byte[] value) {
        number(value.length);
        bytes.writeBytes(value);
        return this;
    }

    public WireWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
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
