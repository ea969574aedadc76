package mpj.transport.rdma;

import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;

/** The keys of a peer's memory that is several regions, told before the memory's key is. */
@SuppressWarnings("ArrayRecordComponent") // looked at, never compared
record RemoteKeys(Cut cut, int[] keys) {
    private static final int HEADER_BYTES = Integer.BYTES + 2 * Long.BYTES;

    /** The bytes of the message for so many regions. */
    static int bytes(int regions) {
        return HEADER_BYTES + regions * Integer.BYTES;
    }

    /** The keys of a registration that has this number. */
    static byte[] encode(int number, Registration registration) {
        ByteBuffer out = ByteBuffer.allocate(bytes(registration.regions()))
                .putInt(number)
                .putLong(registration.cut().origin())
                .putLong(registration.cut().bytes());
        for (int i = 0; i < registration.regions(); i++) {
            out.putInt(registration.remoteKey(i));
        }
        return out.array();
    }

    /** The number of the registration whose keys these are. */
    static int number(byte[] message) throws StreamCorruptedException {
        if (message.length <= HEADER_BYTES || message.length % Integer.BYTES != 0) {
            throw new StreamCorruptedException("a message of " + message.length + " bytes with keys");
        }
        return ByteBuffer.wrap(message).getInt();
    }

    static RemoteKeys decode(byte[] message) throws StreamCorruptedException {
        ByteBuffer in = ByteBuffer.wrap(message, Integer.BYTES, message.length - Integer.BYTES);
        Cut cut = new Cut(in.getLong(), in.getLong());
        int[] keys = new int[in.remaining() / Integer.BYTES];
        in.asIntBuffer().get(keys);
        if (cut.bytes() <= 0) {
            throw new StreamCorruptedException("it cuts its memory into nothing");
        }
        return new RemoteKeys(cut, keys);
    }

    /** The key for the region in which an address lies; one that fits nothing where there is none. */
    int keyAt(long address) {
        int piece = cut.piece(address);
        return piece >= 0 && piece < keys.length ? keys[piece] : 0;
    }
}
