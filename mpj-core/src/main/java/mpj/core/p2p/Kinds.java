package mpj.core.p2p;

import mpj.core.comm.Content;

/**
 * The engine's active messages.
 *
 * <pre>
 *          h0            h1 high : low     h2 high : low          payload
 *   EAGER  context       sequence : tag    origin : ack id        the message; an ack id other than 0 asks for ACK
 *   RTS    context       sequence : tag    origin : send id       {@link Rts}
 *   CTS    send id : receive id   wanted bytes   flags            key (16)
 *   DATA   receive id    offset            0                      a fragment
 *   DONE   receive id    0                 0                      - (all of it has been put, without a note)
 *   FIN    send id       0                 0                      - (all of it has been got)
 *   ACK    send id       0                 0                      - (an eager synchronous send has been matched)
 *   CREDIT bytes         0                 0                      - (eager bytes that no longer wait here)
 * </pre>
 *
 * Where a put can tell its end itself, the receive id is its note. {@code origin} is the sender's rank in the communicator
 * and, in its upper bits, the message's {@link mpj.core.comm.Content}; {@code sequence} counts EAGER and RTS from one rank
 * to another. The table, eight bytes for each part, is that of an object of several parts, which always comes as RTS.
 */
final class Kinds {
    static final int EAGER = 1;
    static final int RTS = 2;
    static final int CTS = 3;
    static final int DATA = 4;
    static final int DONE = 5;
    static final int FIN = 6;
    static final int ACK = 7;
    static final int CREDIT = 8;

    /** The payload has a key by which the memory can be reached. */
    static final long HAS_KEY = 1;

    static final int CTS_BYTES = 16;

    private static final int CONTENT_SHIFT = Integer.SIZE - Content.BITS;
    /** The most ranks of a job: what the content leaves of the word. */
    static final int MAX_RANKS = 1 << CONTENT_SHIFT;

    private Kinds() {}

    /** A header's word of two halves. */
    static long word(int high, int low) {
        return (long) high << 32 | (low & 0xffffffffL);
    }

    /** The upper half of a header's word; a cast gives the lower one. */
    static int high(long word) {
        return (int) (word >>> 32);
    }

    static int origin(int source, int content) {
        return content << CONTENT_SHIFT | source;
    }

    static int source(int origin) {
        return origin & MAX_RANKS - 1;
    }

    static int content(int origin) {
        return origin >>> CONTENT_SHIFT;
    }
}
