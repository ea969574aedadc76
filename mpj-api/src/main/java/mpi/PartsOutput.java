package mpi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.nio.ByteOrder;
import java.util.IdentityHashMap;
import mpi.codec.CodecOutput;
import mpj.core.comm.Content;
import mpj.core.comm.Parts;
import org.jspecify.annotations.Nullable;

/** Collects a stream in chunks, none of which is ever copied once it is large, and the arrays that travel beside it. */
final class PartsOutput extends CodecOutput {
    /** Half of the parts; the stream has the others. */
    static final int MOST_ARRAYS = Parts.MOST / 2;

    private static final int FIRST_CHUNK = 256;
    /** A chunk that is not larger is copied to a larger one when it is full: a short stream stays in one piece. */
    private static final int MOST_COPIED = 1 << 16;
    private static final int LARGEST_CHUNK = 1 << 28;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long threshold;
    private final Parts parts = new Parts();
    private byte[] chunk = new byte[FIRST_CHUNK];
    private int used;
    private @Nullable IdentityHashMap<Object, Integer> attached;

    PartsOutput(long threshold) {
        this.threshold = threshold;
    }

    /** Everything written; nothing may be written afterwards. */
    Parts finish() {
        parts.addStream(chunk, used);
        if (attached != null) {
            Object[] arrays = new Object[attached.size()];
            attached.forEach((array, index) -> arrays[index] = array);
            for (Object array : arrays) {
                parts.addArray(array);
            }
        }
        return parts;
    }

    @Override
    public int attach(Object array) {
        int content = Content.of(array);
        if (content == Content.STREAM || bytesOf(content, array) < threshold) {
            return NOT_ATTACHED;
        }
        IdentityHashMap<Object, Integer> known = attached;
        if (known == null) {
            known = new IdentityHashMap<>();
            attached = known;
        }
        Integer index = known.get(array);
        if (index == null) {
            if (known.size() == MOST_ARRAYS) {
                return NOT_ATTACHED;
            }
            index = known.size();
            known.put(array, index);
        }
        return index;
    }

    static long bytesOf(int content, Object array) {
        return (long) Array.getLength(array) << Content.shift(content);
    }

    /** Makes room for {@code n} bytes in one piece; {@code n} is small. */
    private void ensure(int n) {
        if (chunk.length - used >= n) {
            return;
        }
        int larger = (int) Math.min(2L * chunk.length, LARGEST_CHUNK);
        byte[] next = new byte[larger];
        if (chunk.length <= MOST_COPIED) {
            System.arraycopy(chunk, 0, next, 0, used);
        } else {
            parts.addStream(chunk, used);
            used = 0;
        }
        chunk = next;
    }

    @Override
    public void write(int b) {
        ensure(1);
        chunk[used++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            ensure(1);
            int n = Math.min(left, chunk.length - used);
            System.arraycopy(bytes, from, chunk, used, n);
            used += n;
            from += n;
            left -= n;
        }
    }

    void writeInt(int value) {
        ensure(Integer.BYTES);
        INTS.set(chunk, used, value);
        used += Integer.BYTES;
    }

    void writeLong(long value) {
        ensure(Long.BYTES);
        LONGS.set(chunk, used, value);
        used += Long.BYTES;
    }
}
