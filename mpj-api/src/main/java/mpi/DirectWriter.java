package mpi;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import mpi.codec.CodecOutput;
import mpj.core.comm.Content;
import org.jspecify.annotations.Nullable;

/**
 * Writes strings, boxed values, enums, primitive arrays, and records of these, without a codec. An array or record that
 * occurs twice is written once.
 */
final class DirectWriter {
    private static final int PIECE = 1 << 13;

    private final PartsOutput out;
    private final List<Class<?>> classes = new ArrayList<>(0);
    private final IdentityHashMap<Object, Integer> seen = new IdentityHashMap<>(4);

    DirectWriter(PartsOutput out) {
        this.out = out;
    }

    /** Writes the value; false, with something written, where it is a case for a codec. */
    boolean write(@Nullable Object value) {
        if (value == null) {
            out.write(DirectFormat.NULL);
        } else if (value instanceof String s) {
            out.write(DirectFormat.STRING);
            writeString(s);
        } else if (value instanceof Number n) {
            return writeNumber(n);
        } else if (value instanceof Boolean b) {
            out.write(b ? DirectFormat.TRUE : DirectFormat.FALSE);
        } else if (value instanceof Character c) {
            out.write(DirectFormat.CHAR);
            out.writeInt(c);
        } else if (value instanceof Enum<?> e) {
            out.write(DirectFormat.ENUM);
            writeClass(e.getDeclaringClass());
            writeString(e.name());
        } else if (value instanceof Record) {
            return writeRecord(value);
        } else if (Content.of(value) != Content.STREAM) {
            writeShared(value);
        } else {
            return false;
        }
        return true;
    }

    private boolean writeNumber(Number number) {
        if (number instanceof Integer i) {
            out.write(DirectFormat.INT);
            out.writeInt(i);
        } else if (number instanceof Long l) {
            out.write(DirectFormat.LONG);
            out.writeLong(l);
        } else if (number instanceof Double d) {
            out.write(DirectFormat.DOUBLE);
            out.writeLong(Double.doubleToRawLongBits(d));
        } else if (number instanceof Float f) {
            out.write(DirectFormat.FLOAT);
            out.writeInt(Float.floatToRawIntBits(f));
        } else if (number instanceof Short s) {
            out.write(DirectFormat.SHORT);
            out.writeInt(s);
        } else if (number instanceof Byte b) {
            out.write(DirectFormat.BYTE);
            out.write(b);
        } else {
            return false;
        }
        return true;
    }

    private boolean writeRecord(Object value) {
        RecordShape shape = RecordShape.of(value.getClass());
        if (!shape.isDirect()) {
            return false;
        }
        if (isAgain(value)) {
            return true;
        }
        out.write(DirectFormat.RECORD);
        writeClass(shape.type());
        for (int i = 0; i < shape.components(); i++) {
            if (!write(shape.component(value, i))) {
                return false;
            }
        }
        // as the reader: a record is there when its components are
        seen.put(value, seen.size());
        return true;
    }

    private void writeShared(Object array) {
        if (!isAgain(array)) {
            writeArray(array);
            seen.put(array, seen.size());
        }
    }

    private boolean isAgain(Object value) {
        Integer number = seen.get(value);
        if (number == null) {
            return false;
        }
        out.write(DirectFormat.AGAIN);
        out.writeInt(number);
        return true;
    }

    private void writeClass(Class<?> type) {
        int known = classes.indexOf(type);
        out.writeInt(known >= 0 ? known : DirectFormat.NEW_CLASS);
        if (known < 0) {
            writeString(type.getName());
            classes.add(type);
        }
    }

    private void writeString(String text) {
        int n = text.length();
        int i = 0;
        while (i < n && text.charAt(i) < 256) {
            i++;
        }
        if (i == n) {
            writeArray(text.getBytes(StandardCharsets.ISO_8859_1));
        } else {
            // not an encoder: it would replace halves of surrogate pairs
            writeArray(text.toCharArray());
        }
    }

    private void writeArray(Object array) {
        int index = out.attach(array);
        if (index != CodecOutput.NOT_ATTACHED) {
            out.write(DirectFormat.LARGE_ARRAY);
            out.writeInt(index);
            return;
        }
        int content = Content.of(array);
        out.write(DirectFormat.ARRAY);
        out.write(content);
        long bytes = PartsOutput.bytesOf(content, array);
        out.writeLong(bytes);
        if (array instanceof byte[] b) {
            out.write(b, 0, b.length);
        } else if (array instanceof boolean[] booleans) {
            for (boolean b : booleans) {
                out.write(b ? 1 : 0);
            }
        } else {
            writeElements(DirectReader.segmentOf(array), bytes);
        }
    }

    private void writeElements(MemorySegment elements, long bytes) {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes)];
        for (long done = 0; done < bytes; ) {
            int n = (int) Math.min(piece.length, bytes - done);
            MemorySegment.copy(elements, ValueLayout.JAVA_BYTE, done, piece, 0, n);
            out.write(piece, 0, n);
            done += n;
        }
    }
}
