package mpj.transport.shm;

import mpj.base.memory.RawMemory;

/** The receiver's end of a ring; see {@link RingWriter} for the memory order. */
public final class RingReader {
    private final long ring;
    private final long data;
    private final int mask;
    private final int publishEvery;
    private long head;
    private long published;

    public RingReader(long ring, int capacity) {
        this.ring = ring;
        this.data = ring + InboxDescriptor.RING_DATA;
        this.mask = capacity - 1;
        // seldom enough to leave the sender's cache line alone, often enough for the largest record to fit
        this.publishEvery = capacity / 8;
    }

    /** The word of the record at the head; 0 if there is none. */
    public long peek() {
        long word = RawMemory.getLongAcquire(data + ((int) head & mask));
        return word != 0 && RecordDescriptor.kind(word) == RecordDescriptor.PADDING ? peekBehind(word) : word;
    }

    private long peekBehind(long padding) {
        head += RecordDescriptor.length(padding);
        return RawMemory.getLongAcquire(data + ((int) head & mask));
    }

    /** The address of the record at the head. */
    public long record() {
        return data + ((int) head & mask);
    }

    /** Goes on to the next record; the sender may overwrite this one. */
    public void consume(long word) {
        head += RecordDescriptor.recordBytes(RecordDescriptor.length(word));
        if (head - published >= publishEvery) {
            published = head;
            RawMemory.putLongRelease(ring + InboxDescriptor.RING_CONSUMED, head);
        }
    }
}
