package mpi;

import java.io.StreamCorruptedException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DirectWriter} wrote. */
final class DirectReader {
    private static final int PIECE = 1 << 13;

    private final PartsInput in;
    private final List<Class<?>> classes = new ArrayList<>(0);
    private final List<Object> seen = new ArrayList<>(0);

    DirectReader(PartsInput in) {
        this.in = in;
    }

    /** The next value; what a record's constructor throws comes out as it is. */
    @Nullable Object read() throws Throwable {
        return value(in.readTag());
    }

    private @Nullable Object value(int tag) throws Throwable {
        return switch (tag) {
            case DirectFormat.NULL -> null;
            case DirectFormat.TRUE -> true;
            case DirectFormat.FALSE -> false;
            case DirectFormat.BYTE -> (byte) in.readTag();
            case DirectFormat.SHORT -> (short) in.readInt();
            case DirectFormat.CHAR -> (char) in.readInt();
            case DirectFormat.INT -> in.readInt();
            case DirectFormat.LONG -> in.readLong();
            case DirectFormat.FLOAT -> Float.intBitsToFloat(in.readInt());
            case DirectFormat.DOUBLE -> Double.longBitsToDouble(in.readLong());
            case DirectFormat.STRING -> readString();
            case DirectFormat.ARRAY, DirectFormat.LARGE_ARRAY -> {
                Object array = readArray(tag);
                seen.add(array);
                yield array;
            }
            case DirectFormat.RECORD -> readRecord();
            case DirectFormat.ENUM -> readEnum();
            case DirectFormat.AGAIN -> element(seen, in.readInt());
            default -> throw new StreamCorruptedException("unknown tag " + tag);
        };
    }

    private static <T> T element(List<T> list, int index) throws StreamCorruptedException {
        if (index < 0 || index >= list.size()) {
            throw new StreamCorruptedException("number " + index + " of " + list.size());
        }
        return list.get(index);
    }

    private Object readRecord() throws Throwable {
        Class<?> type = readClass();
        if (!type.isRecord()) {
            throw new StreamCorruptedException(type.getName() + " is no record here");
        }
        RecordShape shape = RecordShape.of(type);
        @Nullable Object[] components = new @Nullable Object[shape.components()];
        for (int i = 0; i < components.length; i++) {
            components[i] = read();
        }
        Object made = shape.make(components);
        seen.add(made);
        return made;
    }

    private Object readEnum() throws Exception {
        Class<?> type = readClass();
        String name = readString();
        @Nullable Object @Nullable [] constants = type.getEnumConstants();
        if (constants != null) {
            for (Object constant : constants) {
                if (constant instanceof Enum<?> e && e.name().equals(name)) {
                    return e;
                }
            }
        }
        throw new StreamCorruptedException(type.getName() + " has no constant " + name + " here");
    }

    private Class<?> readClass() throws Exception {
        int number = in.readInt();
        if (number != DirectFormat.NEW_CLASS) {
            return element(classes, number);
        }
        Class<?> type = in.classNamed(readString());
        classes.add(type);
        return type;
    }

    private String readString() throws Exception {
        Object array = readArray(in.readTag());
        if (array instanceof byte[] latin1) {
            return new String(latin1, StandardCharsets.ISO_8859_1);
        } else if (array instanceof char[] chars) {
            return new String(chars);
        }
        throw new StreamCorruptedException("a string of " + array.getClass().getTypeName());
    }

    private Object readArray(int tag) throws Exception {
        if (tag == DirectFormat.LARGE_ARRAY) {
            return in.attached(in.readInt());
        } else if (tag != DirectFormat.ARRAY) {
            throw new StreamCorruptedException("tag " + tag + " in place of an array");
        }
        int content = in.readTag();
        long bytes = in.readLong();
        if (!Content.isArray(content) || bytes < 0 || bytes > in.remaining()) {
            throw new StreamCorruptedException("an array of content " + content + " and " + bytes + " bytes");
        }
        Parts room = new Parts();
        String why = room.allocate(content, bytes, null);
        if (why != null) {
            throw new StreamCorruptedException(why);
        }
        Object array = room.array(0);
        if (array instanceof boolean[] booleans) {
            for (int i = 0; i < booleans.length; i++) {
                booleans[i] = in.readTag() != 0;
            }
        } else if (array instanceof byte[] b) {
            in.read(b, 0, b.length);
        } else {
            readElements(segmentOf(array), bytes);
        }
        return array;
    }

    private void readElements(MemorySegment elements, long bytes) {
        byte[] piece = new byte[(int) Math.min(PIECE, bytes)];
        for (long done = 0; done < bytes; ) {
            int n = in.read(piece, 0, (int) Math.min(piece.length, bytes - done));
            MemorySegment.copy(piece, 0, elements, ValueLayout.JAVA_BYTE, done, n);
            done += n;
        }
    }

    /** An array's memory; of an array of booleans there is none. */
    static MemorySegment segmentOf(Object array) {
        return switch (array) {
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalArgumentException(array.getClass().getTypeName());
        };
    }
}
