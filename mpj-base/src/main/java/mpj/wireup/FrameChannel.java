package mpj.wireup;

import java.io.Closeable;
import java.io.IOException;

/**
 * A way for messages between the launcher and one rank or one host's agent: a connection, or a part of one that several
 * share.
 *
 * <p>Sending is for any thread, receiving for one.
 */
public interface FrameChannel extends Closeable {
    /** A message: its type and its body, which the receiver owns. */
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int type, byte[] body) {}

    /** Sends a message. */
    void send(int type, byte[] body) throws IOException;

    /** The next message; an exception when there will be none. */
    Frame receive() throws IOException;

    @Override
    void close();
}
