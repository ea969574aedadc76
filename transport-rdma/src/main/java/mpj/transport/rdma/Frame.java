package mpj.transport.rdma;

import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;

/**
 * The layout of a message on the wire; its length tells the payload's.
 *
 * <pre>
 *   0        1                    4                    8        16       24       32
 *   | kind   | credits returned   | number             | h0     | h1     | h2     | payload ...
 * </pre>
 *
 * <p>From the handshake on, the messages of a connection are numbered in each direction, whichever way they take: what
 * is in a ring is taken when all before it have been heard, and the other way round.
 */
final class Frame {
    static final int HEADER_BYTES = 32;

    /** Kinds of the transport's own messages; the engine's are smaller. */
    static final int FIRST_OWN = 128;
    /** Nothing but credits. */
    static final int CREDIT = 128;
    /** The sender leaves. */
    static final int BYE = 129;
    /** The four messages that make a connection, see {@link Handshake}. */
    static final int OPENING = 130;

    static final int ANSWER = 131;
    static final int CLOSING = 132;
    static final int VERDICT = 133;

    /** Kinds from here on are sent for a credit, as the engine's are. */
    static final int FIRST_PAID = 144;
    /** What is said of rings, see {@link RingLink}. */
    static final int RING_ASK = 144;

    static final int RING_OFFER = 145;
    static final int RING_STOP = 146;
    static final int RING_STOPPED = 147;
    /** The keys of memory that is several regions, see {@link RemoteKeys}. */
    static final int KEYS = 148;

    private static final int H0 = 8;
    private static final int H1 = 16;
    private static final int H2 = 24;
    private static final int KIND_MASK = 0xff;
    private static final int CREDIT_SHIFT = 8;
    private static final int CREDIT_MASK = 0xffffff;
    private static final int NUMBER_SHIFT = 32;

    /** The most credits that one message returns. */
    static final int MOST_CREDITS = CREDIT_MASK;
    /** The longest of the transport's own messages, with its header. */
    static final int MAX_OWN_BYTES = 256;

    static final byte[] EMPTY = {};

    private Frame() {}

    static void write(long at, int kind, int credits, int number, long h0, long h1, long h2) {
        RawMemory.putLong(at, kind | (long) credits << CREDIT_SHIFT | (long) number << NUMBER_SHIFT);
        RawMemory.putLong(at + H0, h0);
        RawMemory.putLong(at + H1, h1);
        RawMemory.putLong(at + H2, h2);
    }

    /** The first word, for {@link #kind}, {@link #credits} and {@link #number}. */
    static long word(long frame) {
        return RawMemory.getLong(frame);
    }

    static int kind(long word) {
        return (int) word & KIND_MASK;
    }

    static int credits(long word) {
        return (int) (word >>> CREDIT_SHIFT) & CREDIT_MASK;
    }

    static int number(long word) {
        return (int) (word >>> NUMBER_SHIFT);
    }

    /** Whether a credit is given for a message of this kind. */
    static boolean isPaid(int kind) {
        return kind < FIRST_OWN || kind >= FIRST_PAID;
    }

    static long h0(long frame) {
        return RawMemory.getLong(frame + H0);
    }

    static long h1(long frame) {
        return RawMemory.getLong(frame + H1);
    }

    static long h2(long frame) {
        return RawMemory.getLong(frame + H2);
    }

    /** The bytes after the header, of a message of the transport's own. */
    static byte[] payload(long frame, int length) {
        byte[] payload = new byte[length - HEADER_BYTES];
        MemorySegment.copy(RawMemory.ALL, RawMemory.BYTE, frame + HEADER_BYTES, payload, 0, payload.length);
        return payload;
    }
}
