package mpj.transport.rdma;

import java.lang.foreign.Arena;
import java.util.Arrays;
import mpj.transport.rdma.verbs.Access;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.Region;
import mpj.transport.rdma.verbs.VerbsException;
import org.jspecify.annotations.Nullable;

/**
 * Registered memory of the library's own, through which messages are copied: slabs, each registered once and cut into
 * slots of one size. It grows slab by slab under a limit and does not shrink. Peers cannot reach it.
 */
final class RegisteredPool implements AutoCloseable {
    /** Short messages, and results of atomics. */
    static final int SMALL = 0;
    /** Messages of any length, and receives. */
    static final int FRAME = 1;
    /** Pieces of gets and puts. */
    static final int BOUNCE = 2;

    static final int SMALL_BYTES = 512;
    /** What a thread may copy from a Java array without keeping the garbage collector waiting. */
    static final int BOUNCE_BYTES = 64 << 10;

    private static final int CLASSES = 3;
    /** Frames that receives leave to what is sent, so that nothing stands still for want of memory. */
    private static final int LEFT_TO_SENDS = 2;

    private static final int SLAB_BYTES = 512 << 10;
    private static final int MIN_SLAB_SLOTS = 4;
    private static final int PAGE = 4096;

    private final Device device;
    private final RdmaCounters counters;
    private final int[] slotBytes;
    private final @Nullable Slot[] free = new Slot[CLASSES];
    private final Arena arena = Arena.ofShared();
    private Slot[] slots = new Slot[0];
    private int freeFrames;
    private long limit;
    private long bytes;
    private @Nullable String failure;

    /**
     * @param frameBytes the size of a {@link #FRAME}
     * @param limit bytes that it may grow to
     */
    RegisteredPool(Device device, RdmaCounters counters, int frameBytes, long limit) {
        this.device = device;
        this.counters = counters;
        this.slotBytes = new int[] {SMALL_BYTES, frameBytes, BOUNCE_BYTES};
        this.limit = limit;
    }

    /**
     * A slot, a frame if there is none of the class itself; null where the limit is reached, the program's or the
     * system's.
     */
    @Nullable
    Slot take(int sizeClass) {
        if (free[sizeClass] == null) {
            grow(sizeClass);
        }
        return pop(free[sizeClass] == null ? FRAME : sizeClass);
    }

    /** A frame to receive into; null where none may be spared. */
    @Nullable
    Slot takeForReceive() {
        if (freeFrames <= LEFT_TO_SENDS) {
            grow(FRAME);
        }
        return freeFrames <= LEFT_TO_SENDS ? null : pop(FRAME);
    }

    private @Nullable Slot pop(int sizeClass) {
        Slot slot = free[sizeClass];
        if (slot != null) {
            free[sizeClass] = slot.next;
            slot.next = null;
            freeFrames -= sizeClass == FRAME ? 1 : 0;
        }
        return slot;
    }

    void give(Slot slot) {
        freeFrames += slot.sizeClass == FRAME ? 1 : 0;
        slot.generation = (slot.generation + 1) & Integer.MAX_VALUE;
        slot.next = free[slot.sizeClass];
        free[slot.sizeClass] = slot;
    }

    /** The slot with this number. */
    Slot at(int number) {
        return slots[number];
    }

    /** Why the system did not let it grow; null if that has not happened. */
    @Nullable
    String failure() {
        return failure;
    }

    /** How many bytes are registered. */
    long bytes() {
        return bytes;
    }

    /** Adds a slab, if it may. */
    private void grow(int sizeClass) {
        int each = slotBytes[sizeClass];
        long room = Math.min(limit - bytes, device.limits().maxRegion());
        int count = (int) Math.min(Math.max(SLAB_BYTES / each, MIN_SLAB_SLOTS), room / each);
        if (count <= 0) {
            return;
        }
        long length = (long) count * each;
        Region slab;
        long address = arena.allocate(length, PAGE).address();
        try {
            slab = device.register(address, length, Access.LOCAL_WRITE | device.limits().readTargetAccess());
        } catch (VerbsException e) {
            // what there is has to do; to ask again for each message would cost more than the copy
            limit = bytes;
            failure = e.getMessage();
            counters.registrationFailures++;
            return;
        }
        counters.registrations++;
        bytes += length;
        cut(sizeClass, slab, each, count);
        freeFrames += sizeClass == FRAME ? count : 0;
    }

    private void cut(int sizeClass, Region slab, int each, int count) {
        int from = slots.length;
        slots = Arrays.copyOf(slots, from + count);
        for (int i = count - 1; i >= 0; i--) {
            Slot slot = new Slot(from + i, sizeClass, slab.address() + (long) i * each, each, slab.localKey());
            slots[from + i] = slot;
            slot.next = free[sizeClass];
            free[sizeClass] = slot;
        }
    }

    /** After the device. */
    @Override
    public void close() {
        arena.close();
    }
}
