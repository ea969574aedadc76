package mpj.perf.bench;

import java.util.Locale;

/** How an RDMA adapter knows the native memory that messages lie in. */
enum Registered {
    /** Registered for its life: memory of {@link mpi.MPI#allocMem}. */
    POOL(BufferKind.ALLOC),
    /** Registered by the first message, and found in the cache of registrations by the others. */
    CACHE(BufferKind.SEGMENT),
    /** Registered for each message anew. */
    COLD(BufferKind.COLD);

    final BufferKind kind;

    Registered(BufferKind kind) {
        this.kind = kind;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
