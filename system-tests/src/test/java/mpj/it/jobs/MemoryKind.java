package mpj.it.jobs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import mpi.MPI;

/** The kinds of memory that messages can come from and go to. */
enum MemoryKind {
    BYTES,
    CHARS,
    SHORTS,
    BOOLEANS,
    INTS,
    LONGS,
    FLOATS,
    DOUBLES,
    HEAP_BUFFER,
    DIRECT_BUFFER,
    HEAP_SEGMENT,
    CONFINED_SEGMENT,
    SHARED_SEGMENT,
    ALLOCATED;

    /** Memory for {@code bytes} bytes, a multiple of 8, from the data's begin on. */
    @SuppressWarnings("MustBeClosedChecker") // who closes the carrier closes its arena
    Carrier carrier(int bytes) {
        int all = Carrier.FRONT + bytes;
        return switch (this) {
            case BYTES -> of(MemorySegment.ofArray(new byte[bytes]));
            case CHARS -> of(MemorySegment.ofArray(new char[bytes / 2]));
            case SHORTS -> of(MemorySegment.ofArray(new short[bytes / 2]));
            case BOOLEANS -> new Carrier(new boolean[bytes], null, 0, MemoryKind::nothing);
            case INTS -> of(MemorySegment.ofArray(new int[bytes / 4]));
            case LONGS -> of(MemorySegment.ofArray(new long[bytes / 8]));
            case FLOATS -> of(MemorySegment.ofArray(new float[bytes / 4]));
            case DOUBLES -> of(MemorySegment.ofArray(new double[bytes / 8]));
            case HEAP_BUFFER -> {
                byte[] array = new byte[all];
                ByteBuffer part = MPI.slice(array, Carrier.FRONT);
                yield new Carrier(part, MemorySegment.ofArray(array), Carrier.FRONT, MemoryKind::nothing);
            }
            case DIRECT_BUFFER -> {
                ByteBuffer whole = MPI.newByteBuffer(all);
                ByteBuffer part = MPI.slice(whole, Carrier.FRONT);
                yield new Carrier(part, MemorySegment.ofBuffer(whole.duplicate().clear()), Carrier.FRONT, MemoryKind::nothing);
            }
            case HEAP_SEGMENT -> inside(MemorySegment.ofArray(new long[all / 8]), MemoryKind::nothing);
            case CONFINED_SEGMENT -> inside(Arena.ofConfined(), all);
            case SHARED_SEGMENT -> inside(Arena.ofShared(), all);
            case ALLOCATED -> {
                MemorySegment memory = MPI.allocMem(all);
                yield inside(memory, () -> MPI.freeMem(memory));
            }
        };
    }

    /** Arrays and buffers are the collector's. */
    private static void nothing() {}

    private static Carrier of(MemorySegment array) {
        return new Carrier(array.heapBase().orElseThrow(), array, 0, MemoryKind::nothing);
    }

    private static Carrier inside(Arena arena, int all) {
        return inside(arena.allocate(all, Long.BYTES), arena::close);
    }

    private static Carrier inside(MemorySegment memory, Runnable release) {
        return new Carrier(memory.asSlice(Carrier.FRONT), memory, Carrier.FRONT, release);
    }
}
