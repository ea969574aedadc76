package mpj.base.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    /** Of elements of several bytes; {@code layout} and {@code shift} tell which. */
    private static final int ARRAY = 2;

    private static final int BOOLEANS = 3;
    private static final int NATIVE = 4;
    private static final int SEGMENT = 5;

    /** Bytes of at most this number are moved word by word: a call of the copy stub costs more. */
    private static final int SHORT_COPY = 64;

    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final WeakReference<@Nullable Buffer> NO_BUFFER = new WeakReference<>(null);

    private int kind;
    private ValueLayout layout = RawMemory.BYTE;
    /** Of an element's size. */
    private int shift;
    /** The array, the segment, or - for native memory - the object that keeps the memory alive. */
    private @Nullable Object base;

    private long start;
    private long length;

    /** The direct buffer whose address is known; weakly held, since a view is pooled and outlives its messages. */
    private WeakReference<@Nullable Buffer> knownBuffer = NO_BUFFER;

    private long knownAddress;

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

    /** The segment or direct buffer that this view's native memory belongs to; null where it is nobody's. */
    public @Nullable Object owner() {
        return kind == NATIVE ? base : null;
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
        layout = other.layout;
        shift = other.shift;
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
            array(BYTES, RawMemory.BYTE, 0, a, a.length, offset, lengthBytes);
        } else if (buffer instanceof int[] a) {
            array(ARRAY, RawMemory.INT, 2, a, a.length, offset, lengthBytes);
        } else if (buffer instanceof double[] a) {
            array(ARRAY, RawMemory.DOUBLE, 3, a, a.length, offset, lengthBytes);
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
            case long[] a -> array(ARRAY, RawMemory.LONG, 3, a, a.length, offset, lengthBytes);
            case float[] a -> array(ARRAY, RawMemory.FLOAT, 2, a, a.length, offset, lengthBytes);
            case char[] a -> array(ARRAY, RawMemory.CHAR, 1, a, a.length, offset, lengthBytes);
            case short[] a -> array(ARRAY, RawMemory.SHORT, 1, a, a.length, offset, lengthBytes);
            case boolean[] a -> array(BOOLEANS, RawMemory.BYTE, 0, a, a.length, offset, lengthBytes);
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

    /**
     * Makes this a view of the bytes {@code low} up to {@code end} around the byte {@code origin} of {@code buffer},
     * whose offset in the view is 0: offsets may be negative. The part of an array before a heap buffer's element 0
     * belongs to the buffer here, as it does in C; so does what lies before a direct buffer's element 0, and whoever
     * reaches there has looked whether there is something.
     *
     * @throws IllegalArgumentException if the object is no buffer
     * @throws IndexOutOfBoundsException if it is too short
     */
    public void setAround(@Nullable Object buffer, long origin, long low, long end) {
        if (origin + low < 0 && buffer instanceof Buffer b && b.isDirect()) {
            int bits = elementShift(b);
            checkBounds((long) b.capacity() << bits, Math.max(0, origin + end), 0);
            setNative(addressOf(b, bits) + origin + low, end - low, b);
        } else if (origin + low < 0 && buffer instanceof Buffer b && b.hasArray()) {
            long before = (long) b.arrayOffset() << elementShift(b);
            checkBounds((long) b.capacity() << elementShift(b), Math.max(0, origin + end), 0);
            set(b.array(), before + origin + low, end - low);
        } else {
            set(buffer, origin + low, end - low);
        }
        start -= low;
        length = end;
    }

    private void array(
            int arrayKind,
            ValueLayout element,
            int elementShift,
            Object array,
            int elements,
            long offset,
            long lengthBytes) {
        checkBounds((long) elements << elementShift, offset, lengthBytes);
        kind = arrayKind;
        layout = element;
        shift = elementShift;
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

    /**
     * The address of a direct buffer's element 0.
     *
     * <p>The last one is remembered: the segment by which it is found takes 72 bytes of the heap wherever the compiler
     * does not inline the way there, which happens in programs that use several kinds of buffers.
     */
    private long addressOf(Buffer buffer, int bufferShift) {
        if (!knownBuffer.refersTo(buffer)) {
            // ofBuffer begins at the position; the address does not depend on the limit
            knownAddress = MemorySegment.ofBuffer(buffer).address() - ((long) buffer.position() << bufferShift);
            knownBuffer = new WeakReference<>(buffer);
        }
        return knownAddress;
    }

    private void buffer(Buffer buffer, long offset, long lengthBytes) {
        int bufferShift = elementShift(buffer);
        long capacity = (long) buffer.capacity() << bufferShift;
        if (buffer.isDirect()) {
            checkBounds(capacity, offset, lengthBytes);
            kind = NATIVE;
            start = addressOf(buffer, bufferShift) + offset;
            base = buffer;
            length = lengthBytes;
        } else if (buffer.hasArray()) {
            checkBounds(capacity, offset, lengthBytes);
            set(buffer.array(), ((long) buffer.arrayOffset() << bufferShift) + offset, lengthBytes);
        } else {
            // read-only heap buffers and views of heap byte buffers as other types
            Buffer whole = buffer.duplicate().clear();
            segment(MemorySegment.ofBuffer(whole), MemorySegment.ofBuffer(whole), offset, lengthBytes);
        }
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

    /** Bytes of this view that lie in an array and mean the same there as on the wire; null if they do not. */
    public @Nullable MemorySegment inArray(long offset, long n) {
        return switch (kind) {
            case BYTES, ARRAY -> ofArray(base).asSlice(start + offset, n);
            case SEGMENT -> ((MemorySegment) nonNull(base)).asSlice(start + offset, n);
            default -> null;
        };
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
        if (kind == BYTES) {
            bytesTo((byte[]) nonNull(base), (int) at, to, (int) n);
        } else if (kind == NATIVE) {
            RawMemory.copy(at, to, n);
        } else {
            otherTo(base, at, to, n);
        }
    }

    /** Copies {@code n} bytes from native memory to {@code offset} in this view. */
    public void copyFrom(long from, long offset, long n) {
        if (n == 0) {
            return;
        }
        long at = start + offset;
        if (kind == BYTES) {
            bytesFrom(from, (byte[]) nonNull(base), (int) at, (int) n);
        } else if (kind == NATIVE) {
            RawMemory.copy(from, at, n);
        } else {
            otherFrom(from, base, at, n);
        }
    }

    /**
     * Copies the first {@code n} bytes of this view to those of another, if both are views of arrays of one type.
     *
     * @return false, and nothing is done, if they are not
     */
    public boolean copyToArray(BufferView target, long n) {
        int bits = elementShift();
        if (!isPlainArray()
                || !target.isPlainArray()
                || array().getClass() != target.array().getClass()
                || ((start | target.start | n) & (1L << bits) - 1) != 0) {
            return false;
        }
        System.arraycopy(
                array(), (int) (start >> bits), target.array(), (int) (target.start >> bits), (int) (n >> bits));
        return true;
    }

    static void bytesTo(byte[] a, int at, long to, int n) {
        if (n > SHORT_COPY) {
            MemorySegment.copy(a, at, RawMemory.ALL, RawMemory.BYTE, to, n);
            return;
        }
        int i = 0;
        for (; i <= n - Long.BYTES; i += Long.BYTES) {
            RawMemory.ALL.set(RawMemory.LONG, to + i, (long) WORDS.get(a, at + i));
        }
        for (; i < n; i++) {
            RawMemory.putByte(to + i, a[at + i]);
        }
    }

    static void bytesFrom(long from, byte[] a, int at, int n) {
        if (n > SHORT_COPY) {
            MemorySegment.copy(RawMemory.ALL, RawMemory.BYTE, from, a, at, n);
            return;
        }
        int i = 0;
        for (; i <= n - Long.BYTES; i += Long.BYTES) {
            WORDS.set(a, at + i, RawMemory.ALL.get(RawMemory.LONG, from + i));
        }
        for (; i < n; i++) {
            a[at + i] = RawMemory.getByte(from + i);
        }
    }

    private void otherTo(@Nullable Object from, long at, long to, long n) {
        switch (kind) {
            case ARRAY -> {
                if (((at | n) & ((1 << shift) - 1)) != 0) {
                    MemorySegment.copy(ofArray(from), at, RawMemory.ALL, to, n);
                } else if (n >> shift != 1 || !oneTo(from, (int) (at >> shift), to)) {
                    MemorySegment.copy(
                            nonNull(from), (int) (at >> shift), RawMemory.ALL, layout, to, (int) (n >> shift));
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
            case ARRAY -> {
                if (((at | n) & ((1 << shift) - 1)) != 0) {
                    MemorySegment.copy(RawMemory.ALL, from, ofArray(to), at, n);
                } else if (n >> shift != 1 || !oneFrom(from, to, (int) (at >> shift))) {
                    MemorySegment.copy(
                            RawMemory.ALL, layout, from, nonNull(to), (int) (at >> shift), (int) (n >> shift));
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

    /** One element of the kinds that programs send singly; a call of the copy stub would cost more. */
    private static boolean oneTo(@Nullable Object from, int index, long to) {
        if (from instanceof int[] a) {
            RawMemory.ALL.set(RawMemory.INT, to, a[index]);
        } else if (from instanceof double[] a) {
            RawMemory.ALL.set(RawMemory.DOUBLE, to, a[index]);
        } else if (from instanceof long[] a) {
            RawMemory.ALL.set(RawMemory.LONG, to, a[index]);
        } else {
            return false;
        }
        return true;
    }

    private static boolean oneFrom(long from, @Nullable Object to, int index) {
        if (to instanceof int[] a) {
            a[index] = RawMemory.ALL.get(RawMemory.INT, from);
        } else if (to instanceof double[] a) {
            a[index] = RawMemory.ALL.get(RawMemory.DOUBLE, from);
        } else if (to instanceof long[] a) {
            a[index] = RawMemory.ALL.get(RawMemory.LONG, from);
        } else {
            return false;
        }
        return true;
    }

    /** The array as bytes. */
    private static MemorySegment ofArray(@Nullable Object array) {
        return switch (nonNull(array)) {
            case byte[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            default -> throw new IllegalStateException("not an array of numbers");
        };
    }

    /** Whether this is an array of numbers, of which {@link #elementShift()}, {@link #array()} are told. */
    boolean isPlainArray() {
        return kind == BYTES || kind == ARRAY;
    }

    Object array() {
        return nonNull(base);
    }

    /** Of an array element's size; 0 where this is no array. */
    int elementShift() {
        return kind == ARRAY ? shift : 0;
    }

    /** The byte of the array, or the address of native memory, at which the view begins. */
    long start() {
        return start;
    }

    private static Object nonNull(@Nullable Object object) {
        if (object == null) {
            throw new IllegalStateException("the view was cleared under a copy");
        }
        return object;
    }
}
