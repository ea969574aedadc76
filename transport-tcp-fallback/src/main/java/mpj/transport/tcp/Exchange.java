package mpj.transport.tcp;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import mpj.base.memory.RawMemory;

/** The messages before the first frame: of known lengths, and never a byte more is read than is expected. */
final class Exchange {
    /** The longest message of either side. */
    static final int MAX_BYTES = 128;

    private final Wire wire;
    private final long scratch;
    private byte[] wanted = new byte[0];
    private int filled;

    /** @param scratch memory of {@link #MAX_BYTES}, used during calls only */
    Exchange(Wire wire, long scratch) {
        this.wire = wire;
        this.scratch = scratch;
    }

    /** The next message has so many bytes. */
    void expect(int bytes) {
        wanted = new byte[bytes];
        filled = 0;
    }

    /** Reads what is there; whether the message is complete. */
    boolean isComplete() throws IOException {
        while (filled < wanted.length) {
            int n = wire.read(scratch, wanted.length - filled);
            if (n < 0) {
                throw new EOFException("the other end has closed the connection");
            }
            if (n == 0) {
                return false;
            }
            MemorySegment.copy(RawMemory.ALL, RawMemory.BYTE, scratch, wanted, filled, n);
            filled += n;
        }
        return true;
    }

    byte[] message() {
        return wanted;
    }

    void send(byte[] message) throws IOException {
        MemorySegment.copy(message, 0, RawMemory.ALL, RawMemory.BYTE, scratch, message.length);
        if (wire.write(scratch, message.length) != message.length) {
            throw new IOException("the socket has no room for " + message.length + " bytes");
        }
    }
}
