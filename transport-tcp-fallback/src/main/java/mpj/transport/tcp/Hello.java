package mpj.transport.tcp;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import mpj.wireup.JobSecret;

/** Who connects to whom: the part of the first message that the proofs cover. */
record Hello(int from, int to) {
    /** "MPJ", and the version of what follows. */
    private static final int MAGIC = 0x4d504a02;

    private static final int BYTES = 3 * Integer.BYTES;

    /** The first message's length, with its nonce. */
    static final int OPENING_BYTES = BYTES + JobSecret.BYTES;

    /** What the acceptor says at last: the connection stands. */
    static final byte ACCEPT = 1;
    /** The acceptor is about to connect itself, and its attempt goes first. */
    static final byte YIELD = 2;
    /** The acceptor holds the initiator for lost. */
    static final byte GONE = 3;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES).putInt(MAGIC).putInt(from).putInt(to).array();
    }

    static Hello decode(byte[] opening) throws StreamCorruptedException {
        ByteBuffer in = ByteBuffer.wrap(opening);
        if (in.getInt() != MAGIC) {
            throw new StreamCorruptedException("not one of our processes");
        }
        return new Hello(in.getInt(), in.getInt());
    }
}
