package mpj.transport.shm;

/**
 * Where things lie in a rank's inbox.
 *
 * <pre>
 *   0                 nonce (8): must be what the owner's card says
 *   8                 bytes of one ring's data (8)
 *   64                bell (4): 0 awake, 1 asleep, 2 closed, 3 asleep on a pipe; a futex, written by the owner and
 *                     whoever wakes it
 *   68                pipe (4): the owner's descriptor of the end to write, where it has one
 *   128               news (8): not 0 when the board has bits; written by senders, cleared by the owner
 *   192               board: one bit per sender, "my ring has records and you do not look at it"
 *   ringsAt(size)     one ring per sender:
 *      0              consumed (8): stream position up to which the owner has read; written by the owner
 *      64             polled (4): 1 while the owner looks at this ring without being told; else the sender must
 *                     use the board; written by the owner
 *      128            copy cursor (8), 136 copy done (8): see SharedCopy; both sides
 *      4096           ring data
 * </pre>
 *
 * Words with different writers lie on different cache lines.
 */
final class InboxDescriptor {
    static final long NONCE = 0;
    static final long RING_BYTES = 8;
    static final long BELL = 64;
    static final long PIPE = 68;
    static final long NEWS = 128;
    static final long BOARD = 192;

    static final long RING_CONSUMED = 0;
    static final long RING_POLLED = 64;
    static final long RING_COPY_CURSOR = 128;
    static final long RING_COPY_DONE = 136;
    static final long RING_DATA = 4096;

    static final int AWAKE = 0;
    static final int ASLEEP = 1;
    static final int CLOSED = 2;
    /** The owner sleeps on several transports at once, where a futex cannot be waited for. */
    static final int ASLEEP_ON_PIPE = 3;

    private static final long PAGE = 4096;

    private InboxDescriptor() {}

    /** Words of the board of a job of {@code size} ranks. */
    static int boardWords(int size) {
        return (size + 63) >>> 6;
    }

    private static long ringsAt(int size) {
        return (BOARD + 8L * boardWords(size) + PAGE - 1) / PAGE * PAGE;
    }

    /** Offset of the ring in which {@code sender} writes. */
    static long ringAt(int size, int sender, int ringBytes) {
        return ringsAt(size) + sender * (RING_DATA + ringBytes);
    }

    static long inboxBytes(int size, int ringBytes) {
        return ringAt(size, size, ringBytes);
    }
}
