package mpj.perf.bench;

import java.util.Locale;

/** What a message lies in. */
enum BufferKind {
    /** A {@code byte[]}. */
    ARRAY,
    /** A direct {@link java.nio.ByteBuffer}. */
    DIRECT,
    /** A native {@link java.lang.foreign.MemorySegment} of an arena. */
    SEGMENT,
    /** Memory of {@link mpi.MPI#allocMem}. */
    ALLOC,
    /** Native memory of the global scope, which an adapter has to register for each operation. */
    COLD,
    /** A {@code byte[]} sent as a whole object, whose receiver does not know its size. */
    OBJECT,
    /** An array of records, each of one long. */
    RECORD;

    /** What sizes have to be multiples of. */
    int elementBytes() {
        return this == RECORD ? RecordPayload.ELEMENT_BYTES : 1;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
