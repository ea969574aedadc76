package mpj.testkit;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Every kind of object that a user may hand over as a buffer; made, filled and read without the library's own code.
 */
public enum BufferKind {
    BYTES(1),
    BOOLEANS(1),
    CHARS(2),
    SHORTS(2),
    INTS(4),
    FLOATS(4),
    LONGS(8),
    DOUBLES(8),
    HEAP_BYTE_BUFFER(1),
    HEAP_LONG_BUFFER(8),
    HEAP_INT_VIEW(4),
    DIRECT_BYTE_BUFFER(1),
    DIRECT_DOUBLE_BUFFER(8),
    HEAP_SEGMENT(8),
    AUTO_SEGMENT(1),
    ARENA_SEGMENT(1),
    /** Memory of the library's own, the fastest to send. */
    ALLOCATED(1);

    private final int elementSize;

    BufferKind(int elementSize) {
        this.elementSize = elementSize;
    }

    /** Whether only the values 0 and 1 survive. */
    public boolean isBoolean() {
        return this == BOOLEANS;
    }

    /**
     * A buffer of this kind of at least {@code bytes} bytes, zeroed.
     *
     * @param arena where {@link #ARENA_SEGMENT} lives
     * @param allocator makes {@link #ALLOCATED} memory; ordinary native memory is taken where it gives null
     */
    public Object create(long bytes, Arena arena, LongFunction<@Nullable MemorySegment> allocator) {
        int n = (int) ((bytes + elementSize - 1) / elementSize);
        return switch (this) {
            case BYTES -> new byte[n];
            case BOOLEANS -> new boolean[n];
            case CHARS -> new char[n];
            case SHORTS -> new short[n];
            case INTS -> new int[n];
            case FLOATS -> new float[n];
            case LONGS -> new long[n];
            case DOUBLES -> new double[n];
            // slices, so that an array offset is not forgotten
            case HEAP_BYTE_BUFFER -> ByteBuffer.allocate(n + 3).slice(3, n);
            case HEAP_LONG_BUFFER -> LongBuffer.allocate(n + 1).slice(1, n);
            case HEAP_INT_VIEW ->
                ByteBuffer.allocate(n * elementSize).order(ByteOrder.nativeOrder()).asIntBuffer();
            case DIRECT_BYTE_BUFFER -> ByteBuffer.allocateDirect(n + 5).slice(5, n);
            case DIRECT_DOUBLE_BUFFER ->
                ByteBuffer.allocateDirect(n * elementSize)
                        .order(ByteOrder.nativeOrder())
                        .asDoubleBuffer();
            case HEAP_SEGMENT -> MemorySegment.ofArray(new long[n]);
            case AUTO_SEGMENT -> Arena.ofAuto().allocate(Math.max(1, n));
            case ARENA_SEGMENT -> arena.allocate(n + 7L, 64).asSlice(7);
            case ALLOCATED -> allocated(n, allocator);
        };
    }

    private static Object allocated(int bytes, LongFunction<@Nullable MemorySegment> allocator) {
        MemorySegment memory = allocator.apply(Math.max(1, bytes));
        return memory == null ? Arena.ofAuto().allocate(Math.max(1, bytes)) : memory;
    }

    /** The {@code length} bytes that {@code seed} stands for; 0 or 1 each where booleans are involved. */
    private static byte[] content(long seed, long length, boolean booleans) {
        byte[] bytes = new byte[(int) length];
        long mixed = seed * 0x9E37_79B9_7F4A_7C15L;
        byte mask = booleans ? (byte) 1 : -1;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((byte) (mixed >>> (Long.SIZE - Byte.SIZE)) & mask);
            mixed += 0x9E37_79B9_7F4A_7C15L;
        }
        return bytes;
    }

    /** Fills {@code length} bytes of {@code buffer} from byte {@code offset} on; content of seed s + 1 is shifted by 1. */
    public static void fill(Object buffer, long offset, long length, long seed, boolean booleans) {
        if (buffer instanceof boolean[] array) {
            byte[] content = content(seed, length, true);
            for (int i = 0; i < content.length; i++) {
                array[(int) offset + i] = content[i] != 0;
            }
            return;
        }
        MemorySegment.copy(MemorySegment.ofArray(content(seed, length, booleans)), 0, bytes(buffer), offset, length);
    }

    /** Checks what {@link #fill} wrote, after it has travelled. */
    public static void check(Object buffer, long offset, long length, long seed, boolean booleans, String what) {
        byte[] found = new byte[(int) length];
        if (buffer instanceof boolean[] array) {
            for (int i = 0; i < found.length; i++) {
                found[i] = array[(int) offset + i] ? (byte) 1 : 0;
            }
        } else {
            MemorySegment.copy(bytes(buffer), offset, MemorySegment.ofArray(found), 0, length);
        }
        byte[] expected = content(seed, length, booleans);
        int at = Arrays.mismatch(expected, found);
        if (at >= 0) {
            throw new AssertionError(
                    what + ": byte " + at + " of " + length + " is " + found[at] + " instead of " + expected[at]);
        }
    }

    /** The bytes of a buffer, whatever its position and limit; not of {@code boolean[]}. */
    public static MemorySegment bytes(Object buffer) {
        return switch (buffer) {
            case byte[] a -> MemorySegment.ofArray(a);
            case char[] a -> MemorySegment.ofArray(a);
            case short[] a -> MemorySegment.ofArray(a);
            case int[] a -> MemorySegment.ofArray(a);
            case float[] a -> MemorySegment.ofArray(a);
            case long[] a -> MemorySegment.ofArray(a);
            case double[] a -> MemorySegment.ofArray(a);
            case Buffer b -> MemorySegment.ofBuffer(b.duplicate().clear());
            case MemorySegment s -> s;
            default -> throw new IllegalArgumentException(buffer.getClass().getTypeName());
        };
    }
}
