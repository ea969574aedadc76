package mpj.transport.rdma;

import mpj.transport.rdma.verbs.Region;

/** Memory of this rank's into which one peer writes messages. */
final class InRing {
    private final Region region;
    private final int slots;
    private final int slotBytes;
    /** Records that were taken, and how many of these the peer knows of. */
    int taken;

    int reported;
    /** What {@link #taken} was when somebody else wanted a ring. */
    int takenBefore;

    InRing(Region region, int slots, int slotBytes) {
        this.region = region;
        this.slots = slots;
        this.slotBytes = slotBytes;
    }

    /** Nobody writes here any more: makes it empty for the next. */
    void clear() {
        for (int slot = 0; slot < slots; slot++) {
            RingRecord.clear(end(slot));
        }
        taken = 0;
        reported = 0;
        takenBefore = -1;
    }

    Region region() {
        return region;
    }

    int slots() {
        return slots;
    }

    int slotBytes() {
        return slotBytes;
    }

    private long end(int place) {
        return region.address() + (long) ((place & slots - 1) + 1) * slotBytes;
    }

    /** The bytes of the next message; -1 where it has not arrived. */
    int arrived() {
        return RingRecord.arrived(end(taken), slotBytes, slots + taken);
    }

    /** Where the next message is. */
    long frame(int bytes) {
        return RingRecord.frame(end(taken), bytes);
    }

    /** Whether the peer should be told how many were taken. */
    boolean isReportDue() {
        return taken - reported >= slots / 2;
    }
}
