package mpj.perf.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Native memory for the states of a stress test. jcstress makes states by the million and drops them; a slot is given
 * out again only after all the others have been, when jcstress has long let go of its state.
 */
public final class Slab {
    /** jcstress keeps 10240 states alive at once: 40 strides of 256. */
    private static final int SLOTS = 1 << 14;

    private static final int LINE_BYTES = 64;

    private final MemorySegment memory;
    private final long slotBytes;
    private final AtomicLong next = new AtomicLong();

    /** @param bytes of a slot */
    public Slab(long bytes) {
        slotBytes = (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
        memory = Arena.global().allocate(slotBytes * SLOTS, LINE_BYTES);
    }

    /** The address of a slot full of zeros. */
    public long take() {
        long offset = Math.floorMod(next.getAndIncrement(), SLOTS) * slotBytes;
        return memory.asSlice(offset, slotBytes).fill((byte) 0).address();
    }
}
