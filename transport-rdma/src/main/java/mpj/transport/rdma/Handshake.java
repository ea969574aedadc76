package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import mpj.wireup.JobSecret;

/**
 * What is said before a connection stands. The connection manager carries no words of ours, so all goes in messages:
 *
 * <pre>
 *   who connects -&gt; who accepts   OPENING   ranks, nonce
 *   who accepts  -&gt; who connects  ANSWER    nonce, proof
 *   who connects -&gt; who accepts   CLOSING   proof, offer
 *   who accepts  -&gt; who connects  VERDICT   yes or no, offer
 * </pre>
 *
 * <p>Each side has the other's proof before its offer, which holds the first key to memory, leaves.
 */
final class Handshake {
    /** The verdict: the connection stands. */
    static final byte ACCEPT = 1;
    /** The acceptor is about to connect itself, and its attempt goes first. */
    static final byte YIELD = 2;
    /** The acceptor holds the other for lost. */
    static final byte GONE = 3;

    /** "MPJ", and the version of what follows. */
    private static final int MAGIC = 0x4d504a04;

    private static final int RANKS_BYTES = 3 * Integer.BYTES;
    private static final int OFFER_BYTES = 2 * Integer.BYTES + Long.BYTES;
    private static final int OPENING_BYTES = RANKS_BYTES + JobSecret.BYTES;

    private Handshake() {}

    /** Who connects to whom: the part of the opening that the proofs cover. */
    record Ranks(int from, int to) {
        byte[] encode() {
            return ByteBuffer.allocate(RANKS_BYTES)
                    .putInt(MAGIC)
                    .putInt(from)
                    .putInt(to)
                    .array();
        }

        static Ranks decode(byte[] opening) throws StreamCorruptedException {
            expect(opening, OPENING_BYTES);
            ByteBuffer in = ByteBuffer.wrap(opening);
            if (in.getInt() != MAGIC) {
                throw new StreamCorruptedException("not one of our processes");
            }
            return new Ranks(in.getInt(), in.getInt());
        }
    }

    /**
     * What one side lets the other do.
     *
     * @param window credits to begin with
     * @param probeAddress where to write to see whether it is there, with the key for that
     */
    record Offer(int window, long probeAddress, int probeKey) {
        static Offer of(Channel channel, Resources resources) {
            return new Offer(
                    channel.window(),
                    resources.probed().address(),
                    resources.probed().remoteKey());
        }

        private void put(ByteBuffer out) {
            out.putInt(window).putLong(probeAddress).putInt(probeKey);
        }

        private static Offer get(ByteBuffer in) throws StreamCorruptedException {
            Offer offer = new Offer(in.getInt(), in.getLong(), in.getInt());
            if (offer.window <= 0) {
                throw new StreamCorruptedException("it offers no room for messages");
            }
            return offer;
        }
    }

    static byte[] closing(byte[] proof, Offer offer) {
        ByteBuffer out = ByteBuffer.allocate(JobSecret.BYTES + OFFER_BYTES).put(proof);
        offer.put(out);
        return out.array();
    }

    static byte[] proofOf(byte[] closing) throws StreamCorruptedException {
        expect(closing, JobSecret.BYTES + OFFER_BYTES);
        return Arrays.copyOf(closing, JobSecret.BYTES);
    }

    static Offer offerOfClosing(byte[] closing) throws StreamCorruptedException {
        return Offer.get(ByteBuffer.wrap(closing, JobSecret.BYTES, OFFER_BYTES));
    }

    static byte[] verdict(byte verdict, Offer offer) {
        ByteBuffer out = ByteBuffer.allocate(1 + OFFER_BYTES).put(verdict);
        offer.put(out);
        return out.array();
    }

    static byte verdictOf(byte[] message) throws StreamCorruptedException {
        expect(message, 1 + OFFER_BYTES);
        return message[0];
    }

    static Offer offerOfVerdict(byte[] message) throws StreamCorruptedException {
        return Offer.get(ByteBuffer.wrap(message, 1, OFFER_BYTES));
    }

    static void expect(byte[] message, int bytes) throws StreamCorruptedException {
        if (message.length != bytes) {
            throw new StreamCorruptedException("a message of " + message.length + " bytes, not " + bytes);
        }
    }
}
