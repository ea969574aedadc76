package mpj.base.memory;

import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A user's buffer as a run of bytes: a Java array of any primitive, an NIO buffer (heap or direct) or a
 * {@link MemorySegment} (heap, native, mapped).
 *
 * <p>A view is reusable and allocates nothing for arrays, direct buffers, heap buffers with an accessible array and
 * segments. It keeps the user's object reachable. Native memory is reached by its address, so that a confined segment
 * can be moved by whichever thread makes progress; {@link #checkAlive()} is asked before each piece is moved.
 *
 * <p>Arrays and NIO buffers count from element 0 (of the buffer object, whatever its position), as in Open MPI's Java
 * bindings. Offsets and lengths are bytes throughout.
 */
public final class BufferView {
    private static final int NONE = 0;
    private static final int BYTES = 1;
    private static final int CHARS = 2;
    private static final int SHORTS = 3;
    private static final int INTS = 4;
    private static final int LONGS = 5;
    private static final int FLOATS = 6;
    private static final int DOUBLES = 7;
    private static final int BOOLEANS = 8;
    private static final int NATIVE = 9;
    private static final int SEGMENT = 10;

    /** Pieces of at most this size are moved with one access instead of a call of the copy stub. */
    private static final int ONE_WORD = Long.BYTES;

    private int kind;
    /** The array, the segment, or - for native memory - the object that keeps the memory alive. */
    private @Nullable Object base;

    private long start;
    private long length;

    /** Makes this view empty and lets go of the user's object. */
    public void clear() {
        kind = NONE;
        base = null;
        start = 0;
        length = 0;
    }

    /** The number of bytes of this view. */
    public long length() {
        return length;
    }

    /** Whether {@link #address()} is defined. */
    public boolean isNative() {
        return kind == NATIVE;
    }

    /** The address of the first byte of native memory. */
    public long address() {
        return start;
    }

    /** Whether the view's content can be written. */
    public boolean isReadOnly() {
        return kind == SEGMENT && base instanceof MemorySegment s && s.isReadOnly()
                || kind == NATIVE && base instanceof MemorySegment n && n.isReadOnly()
                || kind == NATIVE && base instanceof Buffer b && b.isReadOnly();
    }

    /** Makes this a view of raw native memory that {@code owner} keeps alive. */
    public void setNative(long address, long lengthBytes, @Nullable Object owner) {
        kind = NATIVE;
        base = owner;
        start = address;
        length = lengthBytes;
    }

    /** Makes this the same view as {@code other}. */
    public void set(BufferView other) {
        kind = other.kind;
        base = other.base;
        start = other.start;
        length = other.length;
    }

    /** Makes this a view of a part of {@code other}. */
    public void setSlice(BufferView other, long offset, long lengthBytes) {
        set(other);
        start += offset;
        length = lengthBytes;
    }

    /**
     * Makes this a view of {@code lengthBytes} bytes that begin {@code offset} bytes into {@code buffer}.
     *
     * @throws IllegalArgumentException if the object is no buffer
     * @throws IndexOutOfBoundsException if it is too short
     */
    public void set(@Nullable Object buffer, long offset, long lengthBytes) {
        if (buffer instanceof byte[] a) {
            array(BYTES, a, a.length, offset, lengthBytes);
        } else if (buffer instanceof int[] a) {
            array(INTS, a, (long) a.length << 2, offset, lengthBytes);
        } else if (buffer instanceof double[] a) {
            array(DOUBLES, a, (long) a.length << 3, offset, lengthBytes);
        } else if (buffer instanceof MemorySegment s) {
            segment(s, s, offset, lengthBytes);
        } else if (buffer instanceof Buffer b) {
            buffer(b, offset, lengthBytes);
        } else {
            otherArray(buffer, offset, lengthBytes);
        }
    }

    private void otherArray(@Nullable Object buffer, long offset, long lengthBytes) {
        switch (buffer) {
            case long[] a -> array(LONGS, a, (long) a.length << 3, offset, lengthBytes);
            case float[] a -> array(FLOATS, a, (long) a.length << 2, offset, lengthBytes);
            case char[] a -> array(CHARS, a, (long) a.length << 1, offset, lengthBytes);
            case short[] a -> array(SHORTS, a, (long) a.length << 1, offset, lengthBytes);
            case boolean[] a -> array(BOOLEANS, a, a.length, offset, lengthBytes);
            case null -> {
                if (lengthBytes != 0) {
                    throw new IllegalArgumentException("the buffer is null");
                }
                clear();
            }
            default ->
                throw new IllegalArgumentException("a " + buffer.getClass().getTypeName()
                        + " is no buffer: give an array of a primitive type, an NIO buffer or a MemorySegment");
        }
    }

    private void array(int arrayKind, Object array, long capacity, long offset, long lengthBytes) {
        checkBounds(capacity, offset, lengthBytes);
        kind = arrayKind;
        base = array;
        start = offset;
        length = lengthBytes;
    }

    private void segment(MemorySegment segment, Object owner, long offset, long lengthBytes) {
        checkBounds(segment.byteSize(), offset, lengthBytes);
        if (segment.isNative()) {
            kind = NATIVE;
            start = segment.address() + offset;
        } else {
            kind = SEGMENT;
            start = offset;
        }
        base = owner;
        length = lengthBytes;
    }

    private void buffer(Buffer buffer, long offset, long lengthBytes) {
        int shift = elementShift(buffer);
        long capacity = (long) buffer.capacity() << shift;
        if (buffer.isDirect()) {
            checkBounds(capacity, offset, lengthBytes);
            // ofBuffer begins at the position; the address does not depend on the limit
            kind = NATIVE;
            start = MemorySegment.ofBuffer(buffer).address() - ((long) buffer.position() << shift) + offset;
            base = buffer;
            length = lengthBytes;
        } else if (buffer.hasArray()) {
            checkBounds(capacity, offset, lengthBytes);
            heapBuffer(buffer, ((long) buffer.arrayOffset() << shift) + offset, lengthBytes);
        } else {
            // read-only heap buffers and views of heap byte buffers as other types
            Buffer whole = buffer.duplicate().clear();
            segment(MemorySegment.ofBuffer(whole), MemorySegment.ofBuffer(whole), offset, lengthBytes);
        }
    }

    private void heapBuffer(Buffer buffer, long offset, long lengthBytes) {
        kind = switch (buffer) {
            case ByteBuffer _ -> BYTES;
            case CharBuffer _ -> CHARS;
            case ShortBuffer _ -> SHORTS;
            case IntBuffer _ -> INTS;
            case LongBuffer _ -> LONGS;
            case FloatBuffer _ -> FLOATS;
            case DoubleBuffer _ -> DOUBLES;
        };
        base = buffer.array();
        start = offset;
        length = lengthBytes;
    }

    private static int elementShift(Buffer buffer) {
        return switch (buffer) {
            case ByteBuffer _ -> 0;
            case CharBuffer _, ShortBuffer _ -> 1;
            case IntBuffer _, FloatBuffer _ -> 2;
            case LongBuffer _, DoubleBuffer _ -> 3;
        };
    }

    private static void checkBounds(long capacity, long offset, long lengthBytes) {
        if (offset < 0 || lengthBytes < 0 || offset > capacity - lengthBytes) {
            tooShort(capacity, offset, lengthBytes);
        }
    }

    private static void tooShort(long capacity, long offset, long lengthBytes) {
        throw new IndexOutOfBoundsException("the buffer has " + capacity + " bytes, the call needs " + lengthBytes
                + " bytes from byte " + offset + " on");
    }

    /** Whether the memory can still be touched; false once the arena of a segment has been closed. */
    public boolean checkAlive() {
        return kind < NATIVE || !(base instanceof MemorySegment s) || s.scope().isAlive();
    }

    /** Copies {@code n} bytes from {@code offset} in this view to native memory. */
    public void copyTo(long offset, long to, long n) {
        if (n == 0) {
            return;
        }
        long at = start + offset;
        Object from = base;
        switch (kind) {
            case NATIVE -> RawMemory.copy(at, to, n);
            case BYTES -> bytesTo((byte[]) nonNull(from), at, to, n);
            case INTS -> {
                int[] a = (int[]) nonNull(from);
                if (n == Integer.BYTES && (at & 3) == 0) {
                    RawMemory.ALL.set(RawMemory.INT, to, a[(int) (at >> 2)]);
                } else if (((at | n) & 3) == 0) {
                    MemorySegment.copy(a, (int) (at >> 2), RawMemory.ALL, RawMemory.INT, to, (int) (n >> 2));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            case DOUBLES -> {
                double[] a = (double[]) nonNull(from);
                if (n == Double.BYTES && (at & 7) == 0) {
                    RawMemory.ALL.set(RawMemory.DOUBLE, to, a[(int) (at >> 3)]);
                } else if (((at | n) & 7) == 0) {
                    MemorySegment.copy(a, (int) (at >> 3), RawMemory.ALL, RawMemory.DOUBLE, to, (int) (n >> 3));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            default -> otherTo(from, at, to, n);
        }
    }

    /** Copies {@code n} bytes from native memory to {@code offset} in this view. */
    public void copyFrom(long from, long offset, long n) {
        if (n == 0) {
            return;
        }
        long at = start + offset;
        Object to = base;
        switch (kind) {
            case NATIVE -> RawMemory.copy(from, at, n);
            case BYTES -> bytesFrom(from, (byte[]) nonNull(to), at, n);
            case INTS -> {
                int[] a = (int[]) nonNull(to);
                if (n == Integer.BYTES && (at & 3) == 0) {
                    a[(int) (at >> 2)] = RawMemory.ALL.get(RawMemory.INT, from);
                } else if (((at | n) & 3) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.INT, from, a, (int) (at >> 2), (int) (n >> 2));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            case DOUBLES -> {
                double[] a = (double[]) nonNull(to);
                if (n == Double.BYTES && (at & 7) == 0) {
                    a[(int) (at >> 3)] = RawMemory.ALL.get(RawMemory.DOUBLE, from);
                } else if (((at | n) & 7) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.DOUBLE, from, a, (int) (at >> 3), (int) (n >> 3));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            default -> otherFrom(from, to, at, n);
        }
    }

    private static void bytesTo(byte[] a, long at, long to, long n) {
        if (n <= ONE_WORD) {
            int i = (int) at;
            int end = i + (int) n;
            for (long d = to; i < end; i++, d++) {
                RawMemory.putByte(d, a[i]);
            }
        } else {
            MemorySegment.copy(a, (int) at, RawMemory.ALL, RawMemory.BYTE, to, (int) n);
        }
    }

    private static void bytesFrom(long from, byte[] a, long at, long n) {
        if (n <= ONE_WORD) {
            int i = (int) at;
            int end = i + (int) n;
            for (long s = from; i < end; i++, s++) {
                a[i] = RawMemory.getByte(s);
            }
        } else {
            MemorySegment.copy(RawMemory.ALL, RawMemory.BYTE, from, a, (int) at, (int) n);
        }
    }

    private void otherTo(@Nullable Object from, long at, long to, long n) {
        switch (kind) {
            case LONGS -> {
                long[] a = (long[]) nonNull(from);
                if (((at | n) & 7) == 0) {
                    MemorySegment.copy(a, (int) (at >> 3), RawMemory.ALL, RawMemory.LONG, to, (int) (n >> 3));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            case FLOATS -> {
                float[] a = (float[]) nonNull(from);
                if (((at | n) & 3) == 0) {
                    MemorySegment.copy(a, (int) (at >> 2), RawMemory.ALL, RawMemory.FLOAT, to, (int) (n >> 2));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            case CHARS -> {
                char[] a = (char[]) nonNull(from);
                if (((at | n) & 1) == 0) {
                    MemorySegment.copy(a, (int) (at >> 1), RawMemory.ALL, RawMemory.CHAR, to, (int) (n >> 1));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            case SHORTS -> {
                short[] a = (short[]) nonNull(from);
                if (((at | n) & 1) == 0) {
                    MemorySegment.copy(a, (int) (at >> 1), RawMemory.ALL, RawMemory.SHORT, to, (int) (n >> 1));
                } else {
                    MemorySegment.copy(MemorySegment.ofArray(a), at, RawMemory.ALL, to, n);
                }
            }
            case BOOLEANS -> {
                boolean[] a = (boolean[]) nonNull(from);
                int first = (int) at;
                int count = (int) n;
                for (int i = 0; i < count; i++) {
                    RawMemory.putByte(to + i, a[first + i] ? (byte) 1 : 0);
                }
            }
            case SEGMENT -> MemorySegment.copy((MemorySegment) nonNull(from), at, RawMemory.ALL, to, n);
            default -> throw new IllegalStateException("an empty view has no bytes to copy");
        }
    }

    private void otherFrom(long from, @Nullable Object to, long at, long n) {
        switch (kind) {
            case LONGS -> {
                long[] a = (long[]) nonNull(to);
                if (((at | n) & 7) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.LONG, from, a, (int) (at >> 3), (int) (n >> 3));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            case FLOATS -> {
                float[] a = (float[]) nonNull(to);
                if (((at | n) & 3) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.FLOAT, from, a, (int) (at >> 2), (int) (n >> 2));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            case CHARS -> {
                char[] a = (char[]) nonNull(to);
                if (((at | n) & 1) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.CHAR, from, a, (int) (at >> 1), (int) (n >> 1));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            case SHORTS -> {
                short[] a = (short[]) nonNull(to);
                if (((at | n) & 1) == 0) {
                    MemorySegment.copy(RawMemory.ALL, RawMemory.SHORT, from, a, (int) (at >> 1), (int) (n >> 1));
                } else {
                    MemorySegment.copy(RawMemory.ALL, from, MemorySegment.ofArray(a), at, n);
                }
            }
            case BOOLEANS -> {
                boolean[] a = (boolean[]) nonNull(to);
                int first = (int) at;
                int count = (int) n;
                for (int i = 0; i < count; i++) {
                    a[first + i] = RawMemory.getByte(from + i) != 0;
                }
            }
            case SEGMENT -> MemorySegment.copy(RawMemory.ALL, from, (MemorySegment) nonNull(to), at, n);
            default -> throw new IllegalStateException("an empty view has no bytes to copy");
        }
    }

    private static Object nonNull(@Nullable Object object) {
        if (object == null) {
            throw new IllegalStateException("the view was cleared under a copy");
        }
        return object;
    }
}
