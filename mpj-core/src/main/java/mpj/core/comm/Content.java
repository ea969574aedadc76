package mpj.core.comm;

import org.jspecify.annotations.Nullable;

/**
 * What a message holds, as its header says: the elements of a typed buffer, of which only the receiver's datatype knows
 * more, or an object. The object is a primitive array, which travels as it is, or a stream of bytes that a codec wrote,
 * or {@link #SEVERAL} parts of these kinds.
 */
public final class Content {
    /** Elements that were sent with a datatype. */
    public static final int BUFFER = 0;
    /** Bytes that a codec wrote. */
    public static final int STREAM = 1;

    public static final int BOOLEANS = 2;
    public static final int BYTES = 3;
    public static final int CHARS = 4;
    public static final int SHORTS = 5;
    public static final int INTS = 6;
    public static final int LONGS = 7;
    public static final int FLOATS = 8;
    public static final int DOUBLES = 9;
    /** A list of parts, each a stream or an array; the message begins with a table of them. */
    public static final int SEVERAL = 15;

    /** Bits that a content takes. */
    public static final int BITS = 4;

    private static final String[] ARRAYS = {
        "boolean[]", "byte[]", "char[]", "short[]", "int[]", "long[]", "float[]", "double[]"
    };
    private static final int[] SHIFTS = {0, 0, 1, 1, 2, 3, 2, 3};

    private Content() {}

    /** The content that an object is as an array: BOOLEANS to DOUBLES, or STREAM where it is no primitive array. */
    public static int of(@Nullable Object object) {
        if (object instanceof double[]) {
            return DOUBLES;
        } else if (object instanceof int[]) {
            return INTS;
        } else if (object instanceof byte[]) {
            return BYTES;
        } else if (object instanceof long[]) {
            return LONGS;
        } else if (object instanceof float[]) {
            return FLOATS;
        } else if (object instanceof char[]) {
            return CHARS;
        } else if (object instanceof short[]) {
            return SHORTS;
        }
        return object instanceof boolean[] ? BOOLEANS : STREAM;
    }

    public static boolean isArray(int content) {
        return content >= BOOLEANS && content <= DOUBLES;
    }

    /** log2 of the bytes of an element. */
    public static int shift(int content) {
        return isArray(content) ? SHIFTS[content - BOOLEANS] : 0;
    }

    /** A new array of so many bytes for an array or a stream; null where there can be none of this length. */
    static @Nullable Object newArray(int content, long bytes) {
        int shift = shift(content);
        long length = bytes >> shift;
        // the VM's own limit is a little below
        if (length < 0 || length > Integer.MAX_VALUE - 8 || length << shift != bytes) {
            return null;
        }
        int n = (int) length;
        return switch (content) {
            case STREAM, BYTES -> new byte[n];
            case BOOLEANS -> new boolean[n];
            case CHARS -> new char[n];
            case SHORTS -> new short[n];
            case INTS -> new int[n];
            case LONGS -> new long[n];
            case FLOATS -> new float[n];
            case DOUBLES -> new double[n];
            default -> null;
        };
    }

    /** What a message of this content is, for the words of an error. */
    public static String describe(int content) {
        if (content == BUFFER) {
            return "a buffer with a datatype";
        }
        return isArray(content) ? "an object, " + ARRAYS[content - BOOLEANS] : "an object";
    }
}
