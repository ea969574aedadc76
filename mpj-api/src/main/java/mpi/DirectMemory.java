package mpi;

import java.lang.foreign.MemorySegment;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The direct buffers that {@link MPI#newByteBuffer} and its like have made, by address: a slice of one does not tell what
 * lies before it, which a datatype with negative displacements reaches.
 */
final class DirectMemory {
    private static final ConcurrentSkipListMap<Long, Allocation> ALLOCATIONS = new ConcurrentSkipListMap<>();
    private static final ReferenceQueue<ByteBuffer> FREED = new ReferenceQueue<>();

    /** A buffer that was allocated; its slices and views keep it alive. */
    private static final class Allocation extends WeakReference<ByteBuffer> {
        final long address;
        final long bytes;

        Allocation(ByteBuffer buffer, long address) {
            super(buffer, FREED);
            this.address = address;
            this.bytes = buffer.capacity();
        }
    }

    private DirectMemory() {}

    /** A direct buffer in native order. */
    static ByteBuffer allocate(int capacity) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        forgetFreed();
        Allocation allocation = new Allocation(buffer, MemorySegment.ofBuffer(buffer).address());
        ALLOCATIONS.put(allocation.address, allocation);
        return buffer;
    }

    private static void forgetFreed() {
        for (Object freed = FREED.poll(); freed != null; freed = FREED.poll()) {
            Allocation allocation = (Allocation) freed;
            // not that of a newer buffer at the same address
            ALLOCATIONS.remove(allocation.address, allocation);
        }
    }

    /** The bytes of the allocation that a direct buffer is a part of, before the buffer's element 0. */
    static long bytesBefore(Buffer slice) {
        long address = MemorySegment.ofBuffer(slice.duplicate().clear()).address();
        Map.@Nullable Entry<Long, Allocation> entry = ALLOCATIONS.floorEntry(address);
        if (entry == null) {
            return 0;
        }
        Allocation allocation = entry.getValue();
        boolean isPart = address - allocation.address <= allocation.bytes && allocation.get() != null;
        return isPart ? address - allocation.address : 0;
    }
}
