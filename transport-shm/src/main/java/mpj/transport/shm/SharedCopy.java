package mpj.transport.shm;

import mpj.base.memory.RawMemory;

/**
 * The chunks of one copy that two processes share out between themselves: the one that wants the bytes (the getter, or
 * the putter) and the owner of the remote memory, if it happens to be in the library.
 *
 * <p>Two words in the getter's inbox: {@code cursor} = generation in the high half, next chunk in the low half;
 * {@code done} = generation in the high half, in the low half the number of chunks that the helper has finished and,
 * in bit 31, whether it failed. A chunk belongs to whoever moved the cursor over it by compare-and-set, which fails for
 * a helper of an earlier generation. Both are full fences on the helper's side after its copy, and the getter reads
 * {@code done} with acquire: so it sees the bytes of the chunks that it counts.
 */
final class SharedCopy {
    /** No chunk is left, or the copy is over. */
    static final int NONE = -1;

    private static final long FAILED = 1L << 31;
    private static final long LOW = 0xffffffffL;

    private SharedCopy() {}

    static void open(long ring, int generation) {
        RawMemory.putLong(ring + InboxDescriptor.RING_COPY_DONE, (long) generation << 32);
        RawMemory.putLongRelease(ring + InboxDescriptor.RING_COPY_CURSOR, (long) generation << 32);
    }

    /** Claims the next of {@code chunks} chunks. */
    static int claim(long ring, int generation, int chunks) {
        long at = ring + InboxDescriptor.RING_COPY_CURSOR;
        while (true) {
            long cursor = RawMemory.getLongAcquire(at);
            int chunk = (int) (cursor & LOW);
            if ((int) (cursor >>> 32) != generation || chunk >= chunks) {
                return NONE;
            }
            if (RawMemory.compareAndSetLong(at, cursor, cursor + 1)) {
                return chunk;
            }
        }
    }

    /** The helper has finished a chunk that it claimed. */
    static void finish(long ring, boolean success) {
        if (!success) {
            RawMemory.getAndOrLong(ring + InboxDescriptor.RING_COPY_DONE, FAILED);
        }
        RawMemory.getAndAddLong(ring + InboxDescriptor.RING_COPY_DONE, 1);
    }

    /** How many chunks the helper has finished. */
    static int helped(long ring) {
        return (int) (RawMemory.getLongAcquire(ring + InboxDescriptor.RING_COPY_DONE) & (FAILED - 1));
    }

    static boolean helperFailed(long ring) {
        return (RawMemory.getLongAcquire(ring + InboxDescriptor.RING_COPY_DONE) & FAILED) != 0;
    }
}
