package mpj.wireup;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    public long longNumber() throws IOException {
        need(Long.BYTES);
        return body.getLong();
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

    public @Nullable String optional() throws IOException {
        return number() == 0 ? null : text();
    }

    public List<String> texts() throws IOException {
        int count = number();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(text());
        }
        return values;
    }

    public Map<String, String> textMap() throws IOException {
        int count = number();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = text();
            values.put(name, text());
        }
        return values;
    }

    private void need(int length) throws IOException {
        if (length < 0 || length > body.remaining()) {
            throw new StreamCorruptedException("a message ends before its contents do");
        }
    }
}
