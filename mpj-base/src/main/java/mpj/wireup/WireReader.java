package mpj.wireup;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads what a {@link WireWriter} wrote; lengths are checked before memory is taken for them. */
public final class WireReader {
    private final ByteBuffer body;

    public WireReader(byte[] body) {
        this.body = ByteBuffer.wrap(body);
    }

    public int number() throws IOException {
        need(Integer.BYTES);
        return body.getInt();
    }

    public byte[] bytes() throws IOException {
        int length = number();
        need(length);
        byte[] value = new byte[length];
        body.get(value);
        return value;
    }

    public String text() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public Map<String, byte[]> map() throws IOException {
        int count = number();
        Map<String, byte[]> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = text();
            values.put(name, bytes());
        }
        return values;
    }

    private void need(int length) throws IOException {
        if (length < 0 || length > body.remaining()) {
            throw new StreamCorruptedException("a message ends before its contents do");
        }
    }
}
