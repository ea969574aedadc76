package mpj.transport.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket and the connections of a rank, none of which ever blocks, and which of them are ready. All
 * methods are for whoever holds the engine lock, but for {@link #await} and {@link #wake}.
 */
interface Sockets extends AutoCloseable {
    /** Hears that a socket can be read or written, or has failed, which the attempt will show. */
    @FunctionalInterface
    interface ReadyHandler {
        /** Returns how many events it found. */
        int onReady();
    }

    /** The port on which this rank listens. */
    int port();

    /** Has connections that wait to be accepted told to {@code handler}. */
    void listen(ReadyHandler handler) throws IOException;

    /** A connection that somebody has made to this rank; null if none waits. */
    @Nullable
    Wire accept() throws IOException;

    /** Begins to connect. */
    Wire connect(InetSocketAddress address) throws IOException;

    /** Calls the handlers of all sockets that are ready; returns the events they found. */
    int select();

    /** Prepares to sleep; false where a socket is ready, or {@link #wake} was called since the last {@link #disarm}. */
    boolean arm();

    /** Sleeps until a socket is ready, {@link #wake} is called or the time is over; without the engine lock. */
    void await(long timeoutNs);

    /** Ends the armed state, and what {@link #wake} did. */
    void disarm();

    /** Ends the present or the next sleep; any thread, any time. */
    void wake();

    /** A descriptor that is readable when there is reason to get up; -1 if there is none. */
    int waitFd();

    @Override
    void close();
}
