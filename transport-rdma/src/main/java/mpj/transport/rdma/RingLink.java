package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import mpj.transport.Status;
import org.jspecify.annotations.Nullable;

/**
 * The rings between this rank and one peer, one in each direction, and what the two say about them.
 *
 * <pre>
 *   who sends much -&gt; who receives   ASK       a word to write
 *   who receives   -&gt; who sends      OFFER     a ring; nothing: there is none
 *   who receives   -&gt; who sends      STOP      after the word has said so: the receiver goes to sleep, or leaves the
 *                                              ring to others
 *   who sends      -&gt; who receives   STOPPED   arrives after all that was written
 * </pre>
 *
 * <p>A message in a ring makes no completion, so a sleeper would not wake: therefore rings are stopped before. The word
 * is looked at before each message, so a sender that has not heard of the end for want of a poll keeps to it as well.
 */
final class RingLink {
    /** Messages taken in one look. */
    static final int BATCH = 32;
    /** How much more a peer has to talk whose rings were stopped early, in the end. */
    private static final int MOST_PATIENCE = 64;

    private static final int WORD = 1;
    private static final int OFFER = 2;
    private static final int STOP = 4;
    private static final int STOPPED = 8;
    private static final int ASK = 16;

    private final Rings rings;
    private final Channel channel;
    /** What is to be said or written as soon as there is a place for it. */
    private int owed;

    private @Nullable OutRing out;
    /** Where the peer tells how much it has taken; 0 while there is no ring and none has been asked for. */
    private long word;
    /** Short messages counted since the rank's messages were so many, and how many are enough. */
    private int count;

    private long countedFrom;
    private int wanted;

    private @Nullable InRing in;
    private boolean stopping;
    private long peerWord;
    private int peerKey;

    RingLink(Rings rings, Channel channel) {
        this.rings = rings;
        this.channel = channel;
        this.wanted = rings.settings().after();
        this.countedFrom = rings.messages();
    }

    // ---------------------------------------------------------------- sending

    /** The ring that takes a message of this length now; null if the queue pair is to. */
    @Nullable
    OutRing ringFor(int payload) {
        OutRing ring = out;
        if (ring == null) {
            return null;
        }
        if (ring.isStopped()) {
            leave(ring);
            return null;
        }
        return ring.takes(payload) ? ring : null;
    }

    private void leave(OutRing ring) {
        out = null;
        bePatient(ring.written() < wanted);
    }

    private void bePatient(boolean more) {
        int least = rings.settings().after();
        wanted = more ? (int) Math.min(2L * wanted, (long) least * MOST_PATIENCE) : least;
        count = 0;
    }

    /** A message has gone by the queue pair. */
    void onSent(int payload) {
        if (word != 0 || payload > RingRecord.mostPayload(rings.settings().slotBytes())) {
            return;
        }
        long now = rings.messages();
        if (now - countedFrom > (long) RingSettings.WINDOW * wanted) {
            countedFrom = now;
            count = 0;
        }
        if (++count >= wanted) {
            count = 0;
            word = rings.takeWord();
            if (word != 0) {
                owe(ASK);
            }
        }
    }

    // ---------------------------------------------------------------- receiving

    /** Takes what has arrived; how many messages these were. */
    int poll() {
        int taken = 0;
        while (taken < BATCH && takeNext()) {
            taken++;
        }
        InRing ring = in;
        if (ring != null && ring.isReportDue()) {
            owe(WORD);
        }
        return taken;
    }

    /** Takes the next message, if it has arrived and what was sent before it by the queue pair has been heard. */
    boolean takeNext() {
        InRing ring = in;
        int bytes = ring == null || channel.isBroken() ? -1 : ring.arrived();
        if (ring == null || bytes < 0) {
            return false;
        }
        long frame = ring.frame(bytes);
        if (!channel.isNext(frame)) {
            return false;
        }
        ring.taken++;
        channel.onRecord(frame, bytes);
        return true;
    }

    /** Has the peer write no more. */
    void stop() {
        if (!stopping) {
            stopping = true;
            rings.onStop();
            owe(WORD | STOP);
        }
    }

    /** Stops the ring if nothing came since this was last called. */
    void stopIfIdle() {
        InRing ring = in;
        if (ring != null) {
            if (ring.taken == ring.takenBefore) {
                stop();
            }
            ring.takenBefore = ring.taken;
        }
    }

    // ---------------------------------------------------------------- what is said

    /** The peer has said something about rings. */
    void onMessage(int kind, byte[] payload) throws StreamCorruptedException {
        switch (kind) {
            case Frame.RING_ASK -> onAsk(payload);
            case Frame.RING_OFFER -> onOffer(payload);
            case Frame.RING_STOP -> onStop();
            case Frame.RING_STOPPED -> onStopped();
            default -> throw new StreamCorruptedException("it says what it should not");
        }
    }

    private void onAsk(byte[] payload) throws StreamCorruptedException {
        Handshake.expect(payload, Long.BYTES + Integer.BYTES);
        check(in == null);
        ByteBuffer words = ByteBuffer.wrap(payload);
        peerWord = words.getLong();
        peerKey = words.getInt();
        in = rings.take(this);
        owe(OFFER);
    }

    private void onOffer(byte[] payload) throws StreamCorruptedException {
        check(word != 0 && out == null);
        if (payload.length == 0) {
            endWord();
            bePatient(true);
        } else {
            Handshake.expect(payload, Long.BYTES + 3 * Integer.BYTES);
            out = new OutRing(payload, word);
        }
    }

    private void onStop() throws StreamCorruptedException {
        check(word != 0);
        OutRing ring = out;
        if (ring != null) {
            leave(ring);
        }
        endWord();
        owe(STOPPED);
    }

    private void onStopped() throws StreamCorruptedException {
        check(stopping);
        endIn();
    }

    private static void check(boolean expected) throws StreamCorruptedException {
        if (!expected) {
            throw new StreamCorruptedException("it says of rings what it should not");
        }
    }

    private void endWord() {
        rings.giveWord(word);
        word = 0;
    }

    private void endIn() {
        InRing ring = in;
        if (ring != null) {
            in = null;
            rings.give(this, ring);
        }
        if (stopping) {
            stopping = false;
            rings.onStopped();
        }
    }

    // ---------------------------------------------------------------- what is owed

    private void owe(int what) {
        owed |= what;
        channel.payLater();
    }

    /** Says what is to be said, in order; false if there was no place for all of it. */
    boolean pay() {
        return pays(WORD) && pays(OFFER) && pays(STOP) && pays(STOPPED) && pays(ASK);
    }

    private boolean pays(int what) {
        if ((owed & what) == 0) {
            return true;
        }
        InRing ring = in;
        int status =
                switch (what) {
                    case WORD -> ring == null ? Status.OK : report(ring);
                    case OFFER -> channel.sendPaid(Frame.RING_OFFER, ring == null ? Frame.EMPTY : OutRing.offer(ring));
                    case STOP -> channel.sendPaid(Frame.RING_STOP, Frame.EMPTY);
                    case STOPPED -> channel.sendPaid(Frame.RING_STOPPED, Frame.EMPTY);
                    default -> channel.sendPaid(Frame.RING_ASK, ask());
                };
        if (status == Status.BUSY) {
            return false;
        }
        owed &= ~what;
        return true;
    }

    private int report(InRing ring) {
        long value = ring.taken & 0xffffffffL | (stopping ? OutRing.STOP : 0);
        int status = channel.writeWord(peerWord, peerKey, value);
        if (status == Status.OK) {
            ring.reported = ring.taken;
        }
        return status;
    }

    private byte[] ask() {
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(word)
                .putInt(rings.wordKey())
                .array();
    }

    /** The queue pair is no more: nobody writes any more. */
    void close() {
        out = null;
        if (word != 0) {
            endWord();
        }
        endIn();
    }
}
