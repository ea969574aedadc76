package mpj.core.comm;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object as it travels: pieces of streams and whole primitive arrays, none of them copied together. The sender makes
 * it; the engine fills an empty one when a receive meets its message.
 */
public final class Parts {
    /** The most parts of one message: their table must fit the smallest message that any transport can send. */
    public static final int MOST = 200;

    private static final int CONTENT_SHIFT = 56;
    private static final long BYTES_MASK = (1L << CONTENT_SHIFT) - 1;

    private record Part(int content, Object array, long offset, long bytes) {}

    private final List<Part> parts = new ArrayList<>(1);
    private long bytes;

    /** Adds the first bytes of {@code chunk} as a piece of the stream. */
    public void addStream(byte[] chunk, int length) {
        add(Content.STREAM, chunk, 0, length);
    }

    /** Adds a primitive array, all of it. */
    public void addArray(Object array) {
        int content = Content.of(array);
        if (content == Content.STREAM) {
            throw new IllegalArgumentException("a " + array.getClass().getTypeName() + " is no primitive array");
        }
        add(content, array, 0, (long) Array.getLength(array) << Content.shift(content));
    }

    /**
     * Adds a part of a buffer, which travels as an array does.
     *
     * @param content the kind of array
     * @param buffer any object that {@link mpj.base.memory.BufferView} knows
     * @param offset the part's first byte
     * @param length its bytes
     */
    public void addBuffer(int content, Object buffer, long offset, long length) {
        add(content, buffer, offset, length);
    }

    private void add(int content, Object array, long offset, long length) {
        if (parts.size() == MOST) {
            throw new IllegalStateException("more than " + MOST + " parts");
        }
        parts.add(new Part(content, array, offset, length));
        bytes += length;
    }

    /** The number of parts; 0 before a message has come, and for one from PROC_NULL. */
    public int count() {
        return parts.size();
    }

    /** STREAM, or the kind of array that a part is. */
    public int content(int index) {
        return parts.get(index).content;
    }

    /** The array or buffer that holds a part. */
    public Object array(int index) {
        return parts.get(index).array;
    }

    /** The byte of its array at which a part begins. */
    public long offset(int index) {
        return parts.get(index).offset;
    }

    /** The length of a part. */
    public long bytes(int index) {
        return parts.get(index).bytes;
    }

    /** The length of all parts. */
    public long bytes() {
        return bytes;
    }

    /** What the message's header says. */
    public int content() {
        return parts.size() == 1 ? parts.get(0).content : Content.SEVERAL;
    }

    /** Content and length of each part, as they travel; null where the header says it all. */
    public long @Nullable [] table() {
        if (parts.size() == 1) {
            return null;
        }
        long[] table = new long[parts.size()];
        for (int i = 0; i < table.length; i++) {
            Part part = parts.get(i);
            table[i] = (long) part.content << CONTENT_SHIFT | part.bytes;
        }
        return table;
    }

    /**
     * Makes room for a message that is about to be received.
     *
     * @param table that of {@link #table()}
     * @return null, or why there can be no such object
     */
    public @Nullable String allocate(int content, long total, long @Nullable [] table) {
        try {
            if (table == null) {
                return allocate(content, total);
            }
            for (long entry : table) {
                String why = allocate((int) (entry >>> CONTENT_SHIFT), entry & BYTES_MASK);
                if (why != null) {
                    return why;
                }
            }
            return bytes == total ? null : "its parts have " + bytes + " bytes, the message " + total;
        } catch (OutOfMemoryError e) {
            return "there is no memory for its " + total + " bytes: give the JVM more (-Xmx)";
        }
    }

    private @Nullable String allocate(int content, long length) {
        Object array = Content.newArray(content, length);
        if (array == null) {
            return "no array has content " + content + " and " + length + " bytes";
        }
        add(content, array, 0, length);
        return null;
    }
}
