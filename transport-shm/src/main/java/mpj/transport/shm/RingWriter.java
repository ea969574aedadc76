package mpj.transport.shm;

import mpj.base.memory.BufferView;
import mpj.base.memory.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * The sender's end of a ring with one sender and one receiver.
 *
 * <p>Memory order: the word of a record is stored with release after its payload and after the zero at the place of the
 * <em>next</em> record; the receiver loads the word with acquire. So whoever sees a record sees its payload, and finds a
 * zero behind it until the next one is published: old bytes of an earlier lap can never be taken for a record, and the
 * receiver never has to write into the ring. The receiver stores {@code consumed} with release after it has copied the
 * payload away; the sender loads it with acquire before it writes there again.
 */
public final class RingWriter {
    /** How far ahead of the tail zeros are stored. */
    private static final int ZERO_AHEAD = 4 * RecordDescriptor.ALIGNMENT;

    private final long consumedAddress;
    private final long data;
    private final int capacity;
    private final int mask;
    private long tail;
    private long consumed;
    /** From the tail up to here every place where a record may begin holds a zero. */
    private long zeroed;

    /**
     * @param ring address of the ring's header
     * @param capacity bytes of ring data, a power of two
     */
    public RingWriter(long ring, int capacity) {
        this.consumedAddress = ring + InboxDescriptor.RING_CONSUMED;
        this.data = ring + InboxDescriptor.RING_DATA;
        this.capacity = capacity;
        this.mask = capacity - 1;
    }

    /** The largest payload that always fits into an empty ring, wherever it stands. */
    public static int maxPayload(int capacity) {
        // a record may need its own size again in padding before it, and the reader of an empty ring may not yet have
        // published the last eighth that it has read
        return capacity / 16 * 7 - 2 * RecordDescriptor.ALIGNMENT;
    }

    /** Writes a record; false where there is no room now. */
    public boolean write(int kind, long h0, long h1, long h2, @Nullable BufferView payload, long offset, int length) {
        int need = RecordDescriptor.recordBytes(length);
        long position = tail;
        int at = (int) position & mask;
        int toEnd = capacity - at;
        int skip = need <= toEnd ? 0 : toEnd;
        // the zero behind the record needs a place too
        long end = position + skip + need + RecordDescriptor.ALIGNMENT;
        if (end - consumed > capacity && !hasRoom(end)) {
            return false;
        }
        if (skip > 0) {
            RawMemory.putLong(data, 0);
            RawMemory.putLongRelease(data + at, RecordDescriptor.word(RecordDescriptor.PADDING, toEnd));
            position += skip;
            at = 0;
        }
        long record = data + at;
        RawMemory.putLong(record + RecordDescriptor.H0, h0);
        RawMemory.putLong(record + RecordDescriptor.H1, h1);
        RawMemory.putLong(record + RecordDescriptor.H2, h2);
        if (payload != null) {
            payload.copyTo(offset, record + RecordDescriptor.payloadAt(length), length);
        }
        position += need;
        if (position >= zeroed) {
            zero(position);
        }
        RawMemory.putLongRelease(record, RecordDescriptor.word(kind, length));
        tail = position;
        if (zeroed - position < ZERO_AHEAD && zeroed + RecordDescriptor.ALIGNMENT - consumed <= capacity) {
            zero(zeroed);
        }
        return true;
    }

    /**
     * Stores a zero where a record may begin. Stores become visible in order, so one to a line that the receiver had last
     * would hold up the record's word; therefore short records find theirs done, by their predecessors after publishing.
     */
    private void zero(long position) {
        RawMemory.putLong(data + ((int) position & mask), 0);
        zeroed = position + RecordDescriptor.ALIGNMENT;
    }

    private boolean hasRoom(long end) {
        consumed = RawMemory.getLongAcquire(consumedAddress);
        return end - consumed <= capacity;
    }
}
