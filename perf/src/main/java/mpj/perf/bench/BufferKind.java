package mpj.perf.bench;

import java.util.Locale;

/** What a message lies in. */
enum BufferKind {
    /** A {@code byte[]}. */
    ARRAY,
    /** A direct {@link java.nio.ByteBuffer}. */
    DIRECT,
    /** A native {@link java.lang.foreign.MemorySegment} of a confined arena. */
    SEGMENT,
    /** Memory of {@link mpi.MPI#allocMem}. */
    ALLOC;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
