package mpj.transport.tcp;

import java.io.IOException;

/** One connected or connecting stream socket that never blocks. */
interface Wire {
    /** Bytes of an entry of {@link #gather}: an address and a length. */
    int ENTRY_BYTES = 2 * Long.BYTES;

    /** Whether the connection stands; an exception if it could not be made. */
    boolean finishConnect() throws IOException;

    /** Sends small messages at once, and has the kernel end the connection if the peer does not answer it while nothing is under way for {@code timeoutS} s. */
    void configure(int timeoutS) throws IOException;

    /**
     * Whether the peer's machine has answered something since it was asked the last time, or owes no answer.
     *
     * @param waits whether bytes wait for room in the socket
     * @param port on which the peer listens; 0 where it is not known
     */
    boolean isAnswered(boolean waits, int port);

    /** Reads what is there, at most {@code length} bytes: 0 if nothing, -1 at the end. */
    int read(long address, int length) throws IOException;

    /** Writes what there is room for; the number of bytes. */
    int write(long address, int length) throws IOException;

    /** Writes several pieces of memory, given by {@code count} entries at {@code entries}, as far as there is room. */
    long gather(long entries, int count) throws IOException;

    /** Has readiness to be read - and written, if asked for - told to {@code handler} from now on. */
    void watch(Sockets.ReadyHandler handler, boolean writable) throws IOException;

    void close();
}
