package mpj.transport.shm;

/** What a test outside this package must know of a ring's memory. */
public final class RingMemory {
    private RingMemory() {}

    /** Bytes of a ring with its header. */
    public static long bytes(int capacity) {
        return InboxDescriptor.RING_DATA + capacity;
    }

    /** Payload bytes of the record with this word. */
    public static int length(long word) {
        return RecordDescriptor.length(word);
    }

    /** Payload bytes of a record that takes this many places. */
    public static int payloadOf(int places) {
        return places == 1 ? RecordDescriptor.ALIGNMENT / 2 : (places - 1) * RecordDescriptor.ALIGNMENT;
    }

    /** Its kind. */
    public static int kind(long word) {
        return RecordDescriptor.kind(word);
    }

    /** Address of the first header word of the record at the reader's head; the others follow. */
    public static long headers(RingReader reader) {
        return reader.record() + RecordDescriptor.H0;
    }

    /** Address of the payload of the record at the reader's head. */
    public static long payload(RingReader reader) {
        return reader.record() + RecordDescriptor.payloadAt(RecordDescriptor.length(reader.peek()));
    }
}
