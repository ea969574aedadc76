package mpj.transport.shm;

/**
 * A record of a ring. Records begin at multiples of 64 bytes, so that a short one is one cache line, and so do longer
 * payloads, so that their copies straddle none.
 *
 * <pre>
 *   0   word (8): bits 0..31 payload bytes, 32..39 kind, 40 set; 0 = nothing here yet. Published last.
 *   8   h0 (8)
 *   16  h1 (8)
 *   24  h2 (8)
 *   32  payload, if it is of at most 32 bytes; else
 *   64  payload
 * </pre>
 *
 * A padding record ({@link #PADDING}) skips what is left at the end of the ring.
 */
final class RecordDescriptor {
    static final int H0 = 8;
    static final int H1 = 16;
    static final int H2 = 24;
    private static final int SHORT_PAYLOAD = 32;
    static final int ALIGNMENT = 64;
    static final int PADDING = 255;
    private static final long PRESENT = 1L << 40;

    private RecordDescriptor() {}

    static long word(int kind, int length) {
        return PRESENT | (long) kind << 32 | length;
    }

    static int length(long word) {
        return (int) word;
    }

    static int kind(long word) {
        return (int) (word >>> 32) & 0xff;
    }

    /** Bytes that a record of this payload takes in the ring. */
    static int recordBytes(int payload) {
        return (payloadAt(payload) + payload + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Where a payload of this length lies in its record. */
    static int payloadAt(int length) {
        return length <= ALIGNMENT - SHORT_PAYLOAD ? SHORT_PAYLOAD : ALIGNMENT;
    }
}
