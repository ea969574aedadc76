package mpj.perf.stress;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Native memory for the states of a stress test. jcstress makes states by the million and drops them; a slot is given
 * out again only after all the others have been, long after jcstress has let go of its state.
 */
final class Slab {
    /** Over ten times as many as jcstress keeps alive at once. */
    private static final int SLOTS = 1 << 17;

    private final MemorySegment memory;
    private final long slotBytes;
    private final AtomicLong next = new AtomicLong();

    Slab(long slotBytes) {
        this.slotBytes = slotBytes;
        this.memory = Arena.global().allocate(slotBytes * SLOTS, 128);
    }

    /** The address of a slot full of zeros. */
    long take() {
        long offset = Math.floorMod(next.getAndIncrement(), SLOTS) * slotBytes;
        return memory.asSlice(offset, slotBytes).fill((byte) 0).address();
    }
}
