package mpj.perf.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import mpi.MPI;

/** A message's buffer, and its bytes whatever kind of buffer it is. All its pages have been touched. */
final class Payload implements AutoCloseable {
    /** As the C peers align theirs. */
    private static final long PAGE_BYTES = 4096;

    private final Object buffer;
    private final MemorySegment bytes;
    private final Runnable release;

    private Payload(Object buffer, MemorySegment bytes, Runnable release) {
        this.buffer = buffer;
        this.bytes = bytes;
        this.release = release;
        fill((byte) 'a');
    }

    static Payload of(BufferKind kind, long size) {
        return switch (kind) {
            case ARRAY -> {
                byte[] array = new byte[(int) size];
                yield new Payload(array, MemorySegment.ofArray(array), () -> {});
            }
            case DIRECT -> {
                ByteBuffer direct = ByteBuffer.allocateDirect((int) size);
                yield new Payload(direct, MemorySegment.ofBuffer(direct), () -> {});
            }
            case SEGMENT -> ofArena(size);
            case ALLOC -> {
                MemorySegment shared = MPI.allocMem(Math.max(1, size));
                yield new Payload(shared, shared.asSlice(0, size), () -> MPI.freeMem(shared));
            }
        };
    }

    /** The same for elements of type FLOAT, which an array has to be of. */
    static Payload ofFloats(BufferKind kind, long size) {
        if (kind != BufferKind.ARRAY) {
            return of(kind, size);
        }
        float[] array = new float[(int) (size / Float.BYTES)];
        return new Payload(array, MemorySegment.ofArray(array), () -> {});
    }

    @SuppressWarnings("MustBeClosedChecker") // closed with the payload
    private static Payload ofArena(long size) {
        Arena arena = Arena.ofConfined();
        MemorySegment segment = arena.allocate(size, PAGE_BYTES);
        return new Payload(segment, segment, arena::close);
    }

    /** What is given to MPI. */
    Object buffer() {
        return buffer;
    }

    void fill(byte value) {
        bytes.fill(value);
    }

    /** Writes bytes that tell their position and the round. */
    void writePattern(long round) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            bytes.set(ValueLayout.JAVA_BYTE, i, pattern(round, i));
        }
    }

    /** Checks for what {@link #writePattern} wrote at the sender. */
    void checkPattern(long round) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            byte found = bytes.get(ValueLayout.JAVA_BYTE, i);
            if (found != pattern(round, i)) {
                throw new IllegalStateException("validation failed: wrong data in a message of " + bytes.byteSize()
                        + " bytes, at byte " + i + ": " + found + " instead of " + pattern(round, i));
            }
        }
    }

    private static byte pattern(long round, long index) {
        return (byte) (index * 31 + round * 7 + 1);
    }

    @Override
    public void close() {
        release.run();
    }
}
