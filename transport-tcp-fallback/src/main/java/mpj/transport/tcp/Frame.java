package mpj.transport.tcp;

import mpj.base.memory.RawMemory;

/**
 * The layout of a frame, little-endian; the payload is padded to a multiple of eight bytes.
 *
 * <pre>
 *   0        4        8         16        24        32
 *   +--------+--------+---------+---------+---------+---------
 *   | length | kind   | h0      | h1      | h2      | payload
 *   +--------+--------+---------+---------+---------+---------
 * </pre>
 */
final class Frame {
    static final int HEADER_BYTES = 32;

    /** The largest payload that travels through the buffers of either side. */
    static final int MAX_STAGED = 64 << 10;
    /** The largest payload of all, that goes straight from memory; others of the connection wait for so long. */
    static final int MAX_DIRECT = 1 << 20;
    /** Data from this length on is read straight to where it belongs; its length is a multiple of eight. */
    static final int DIRECT_FROM = 8 << 10;

    /** Of what waits to be sent: a frame and more. */
    static final int OUTBOX_BYTES = 2 * MAX_STAGED;
    /** Of what has come: several frames by one system call. */
    static final int INBOX_BYTES = 4 * MAX_STAGED;

    /** Kinds of frames between transports; the engine's are smaller. Asks for memory: key, offset, length; number. */
    static final int GET = 128;
    /** A piece of what was asked for: number, offset, status. */
    static final int GET_DATA = 129;
    /** A piece for exported memory: key, offset. */
    static final int PUT_DATA = 130;
    /** The pieces are all there: number, status. */
    static final int PUT_END = 131;
    /** They have been written: number, status. */
    static final int PUT_DONE = 132;
    /** This rank leaves. */
    static final int BYE = 133;

    private static final int KIND = 4;
    private static final int H0 = 8;
    private static final int H1 = 16;
    private static final int H2 = 24;

    private Frame() {}

    static void putHeader(long at, int kind, long h0, long h1, long h2, int length) {
        RawMemory.putInt(at, length);
        RawMemory.putInt(at + KIND, kind);
        RawMemory.putLong(at + H0, h0);
        RawMemory.putLong(at + H1, h1);
        RawMemory.putLong(at + H2, h2);
    }

    static int length(long at) {
        return RawMemory.getInt(at);
    }

    static int kind(long at) {
        return RawMemory.getInt(at + KIND);
    }

    static long h0(long at) {
        return RawMemory.getLong(at + H0);
    }

    static long h1(long at) {
        return RawMemory.getLong(at + H1);
    }

    static long h2(long at) {
        return RawMemory.getLong(at + H2);
    }

    /** The payload's length with its padding. */
    static int padded(int length) {
        return length + 7 & ~7;
    }

    /** Whether a frame of this kind may be so long; a longer one is from no rank of ours. */
    static boolean isLawful(int kind, int length) {
        return switch (kind) {
            case GET -> length == Long.BYTES;
            case GET_DATA, PUT_DATA ->
                length >= 0 && (length < DIRECT_FROM || length <= MAX_DIRECT && length == padded(length));
            case PUT_END, PUT_DONE, BYE -> length == 0;
            default -> kind >= 0 && kind < GET && length >= 0 && length <= MAX_STAGED;
        };
    }
}
