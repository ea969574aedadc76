package mpj.transport.rdma;

import mpj.base.memory.RawMemory;

/**
 * A message in a slot of a ring: at the slot's end, so that its last word is where the receiver looks, whatever its
 * length.
 *
 * <pre>
 *   | free ...   | {@link Frame}: header, payload, zeros up to a multiple of 8 | 0 .. 15   bytes of the frame
 *                                                                             | 16 .. 31  the record's place
 *                                                                             | 32 .. 63  check
 * </pre>
 *
 * <p>A record is one RDMA write. Adapters put such a write into memory from its first byte to its last, so that whoever
 * sees the last word sees the rest; but nothing obliges them: verbs promise that a write is there as a whole only when a
 * message that was sent after it has been received. So the last word holds a check of all others, and a record that does
 * not agree with it has not arrived yet. The place counts all records, so that the word differs from what the slot held
 * before.
 */
final class RingRecord {
    private static final int WORD = Long.BYTES;
    private static final int LENGTH_MASK = 0xffff;
    private static final int PLACE_SHIFT = 16;
    private static final int CHECK_SHIFT = 32;
    private static final long MIX = 0x9e3779b97f4a7c15L;

    private RingRecord() {}

    /** The bytes of a record with so much payload. */
    static int bytes(int payload) {
        return padded(Frame.HEADER_BYTES + payload) + WORD;
    }

    /** The most payload of a record in a slot. */
    static int mostPayload(int slotBytes) {
        return slotBytes - WORD - Frame.HEADER_BYTES;
    }

    private static int padded(int frameBytes) {
        return frameBytes + WORD - 1 & -WORD;
    }

    /** Clears what the payload may leave of its last word; before anything is written. */
    static void pad(long at, int payload) {
        RawMemory.putLong(at + padded(Frame.HEADER_BYTES + payload) - WORD, 0);
    }

    /** Writes the last word of a record. */
    static void seal(long at, int payload, int place) {
        int frameBytes = Frame.HEADER_BYTES + payload;
        int body = padded(frameBytes);
        long low = low(frameBytes, place);
        RawMemory.putLong(at + body, low | (long) check(at, body, low) << CHECK_SHIFT);
    }

    /** The bytes of the frame in the slot that ends here; -1 where the record with this place has not arrived. */
    static int arrived(long slotEnd, int slotBytes, int place) {
        long last = RawMemory.getLongAcquire(slotEnd - WORD);
        int frameBytes = (int) last & LENGTH_MASK;
        if (((int) last >>> PLACE_SHIFT) != (place & LENGTH_MASK)
                || frameBytes < Frame.HEADER_BYTES
                || padded(frameBytes) > slotBytes - WORD) {
            return -1;
        }
        int check = check(frame(slotEnd, frameBytes), padded(frameBytes), low(frameBytes, place));
        return check == (int) (last >>> CHECK_SHIFT) ? frameBytes : -1;
    }

    /** Where the frame of a record begins. */
    static long frame(long slotEnd, int frameBytes) {
        return slotEnd - WORD - padded(frameBytes);
    }

    /** Makes a slot that was used for another ring one in which nothing has arrived. */
    static void clear(long slotEnd) {
        RawMemory.putLong(slotEnd - WORD, 0);
    }

    private static long low(int frameBytes, int place) {
        return frameBytes | (long) (place & LENGTH_MASK) << PLACE_SHIFT;
    }

    private static int check(long at, int bytes, long seed) {
        long sum = seed;
        for (long word = at; word < at + bytes; word += WORD) {
            sum = (sum ^ RawMemory.getLong(word)) * MIX;
            sum ^= sum >>> CHECK_SHIFT;
        }
        return (int) sum;
    }
}
