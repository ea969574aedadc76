package mpj.transport.rdma;

import mpj.base.config.Parameters;

/**
 * How rings are used.
 *
 * @param peers how many peers may write into a ring of this rank's, and into how many peers' it may; 0: there are none
 * @param after so many short messages to a peer, of this rank's last {@value #WINDOW} times as many, make it ask
 * @param slots messages that a ring holds, a power of two
 * @param slotBytes bytes of each, with header and check
 */
record RingSettings(int peers, int after, int slots, int slotBytes) {
    static final int WINDOW = 16;

    static final int MAX_SLOTS = 1 << 14;
    static final int MIN_SLOT = 64;

    static RingSettings of(Parameters parameters) {
        int bytes = (int) parameters.bytes(RdmaParameters.RING_BYTES, 256);
        return new RingSettings(
                parameters.integer(RdmaParameters.RING_PEERS, 0),
                parameters.integer(RdmaParameters.RING_AFTER, 64),
                Integer.highestOneBit(parameters.integer(RdmaParameters.RING_SLOTS, 64)),
                bytes + MIN_SLOT - 1 & -MIN_SLOT);
    }

    /** Whether these are sizes that a ring can have, as a peer tells them. */
    static boolean areSound(int slots, int slotBytes) {
        return slots > 0
                && slots <= MAX_SLOTS
                && Integer.bitCount(slots) == 1
                && slotBytes >= MIN_SLOT
                && slotBytes <= RegisteredPool.SMALL_BYTES;
    }
}
