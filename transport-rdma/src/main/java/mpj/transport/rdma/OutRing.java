package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import mpj.base.memory.RawMemory;

/** A peer's memory into which this rank writes messages, and the word by which the peer tells how many it has taken. */
final class OutRing {
    /** In the word: nothing may be written any more. The lower half counts the records that were taken. */
    static final long STOP = 1L << 63;

    private final long address;
    private final int key;
    private final int slots;
    private final int slotBytes;
    private final long word;
    private int written;

    /**
     * @param offer what {@link #offer} has made
     * @param word where the peer tells how many it has taken
     */
    OutRing(byte[] offer, long word) throws StreamCorruptedException {
        ByteBuffer in = ByteBuffer.wrap(offer);
        address = in.getLong();
        key = in.getInt();
        slots = in.getInt();
        slotBytes = in.getInt();
        this.word = word;
        if (!RingSettings.areSound(slots, slotBytes)) {
            throw new StreamCorruptedException("it offers a ring of " + slots + " times " + slotBytes + " bytes");
        }
    }

    /** The words in which a ring is offered. */
    static byte[] offer(InRing ring) {
        return ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES)
                .putLong(ring.region().address())
                .putInt(ring.region().remoteKey())
                .putInt(ring.slots())
                .putInt(ring.slotBytes())
                .array();
    }

    boolean isStopped() {
        return RawMemory.getLongAcquire(word) < 0;
    }

    /** Whether a message of this length fits, and there is a free slot. */
    boolean takes(int payload) {
        return payload <= RingRecord.mostPayload(slotBytes)
                && written - (int) RawMemory.getLongAcquire(word) < slots;
    }

    /** The next record's place, which its last word tells. */
    int place() {
        return slots + written;
    }

    /** Where in the peer's memory the next record begins. */
    long remote(int recordBytes) {
        return address + (long) ((written & slots - 1) + 1) * slotBytes - recordBytes;
    }

    int key() {
        return key;
    }

    /** The next record has been handed to the adapter. */
    void advance() {
        written++;
    }

    /** Records that were written in all. */
    int written() {
        return written;
    }
}
