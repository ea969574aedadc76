package mpj.perf.stress;

import java.lang.foreign.Arena;
import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import mpj.transport.shm.RingMemory;
import mpj.transport.shm.RingReader;
import mpj.transport.shm.RingWriter;

/**
 * Both ends of a small ring, and numbered records that show whether they have come whole and in order. The sender's
 * methods are for one thread, the receiver's for one other.
 */
final class RingPair {
    static final int CAPACITY = 512;

    private static final Slab RINGS = new Slab(RingMemory.bytes(CAPACITY));
    private static final int KINDS = 100;

    /** Source of payloads: at the offset of a record's number, bytes that tell it. */
    private static final long NUMBERS = numbers();

    private final RingWriter writer;
    private final RingReader reader;
    private final BufferView payload = new BufferView();
    private int sent;
    private int received;
    private int errors;

    RingPair() {
        long ring = RINGS.take();
        writer = new RingWriter(ring, CAPACITY);
        reader = new RingReader(ring, CAPACITY);
    }

    private static long numbers() {
        long address = Arena.global().allocate((long) KINDS * CAPACITY).address();
        for (int number = 0; number < KINDS; number++) {
            for (int i = 0; i < CAPACITY; i++) {
                RawMemory.putByte(address + (long) number * CAPACITY + i, (byte) (number + 1));
            }
        }
        return address;
    }

    /** Sends the next record, of so many places of the ring; false where it is full. */
    boolean send(int places) {
        int number = sent;
        int length = RingMemory.payloadOf(places);
        payload.setNative(NUMBERS + (long) (number % KINDS) * CAPACITY, CAPACITY, null);
        if (!writer.write(number % KINDS, number, ~number, 3L * number, payload, 0, length)) {
            return false;
        }
        sent = number + 1;
        return true;
    }

    /** Takes the record at the head, if there is one, and checks it. */
    boolean receive() {
        long word = reader.peek();
        if (word == 0) {
            return false;
        }
        if (!isWhole(word, received)) {
            errors++;
        }
        received++;
        reader.consume(word);
        return true;
    }

    private boolean isWhole(long word, int number) {
        long headers = RingMemory.headers(reader);
        if (RingMemory.kind(word) != number % KINDS
                || RawMemory.getLong(headers) != number
                || RawMemory.getLong(headers + 8) != ~number
                || RawMemory.getLong(headers + 16) != 3L * number) {
            return false;
        }
        long at = RingMemory.payload(reader);
        int length = RingMemory.length(word);
        for (int i = 0; i < length; i++) {
            if (RawMemory.getByte(at + i) != (byte) (number % KINDS + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Sends and receives alternately, so that the ring's ends stand elsewhere and old bytes lie in it. */
    void advance(int records, int places) {
        for (int i = 0; i < records; i++) {
            if (!send(places) || !receive()) {
                throw new IllegalStateException("an empty ring refused a record");
            }
        }
    }

    /** Receives all that is there. */
    void drain() {
        while (receive()) {
            // counted and checked in receive
        }
    }

    int sent() {
        return sent;
    }

    int received() {
        return received;
    }

    /** Records that were not what the sender had written. */
    int errors() {
        return errors;
    }
}
