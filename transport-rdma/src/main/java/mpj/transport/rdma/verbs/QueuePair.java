package mpj.transport.rdma.verbs;

import java.net.InetSocketAddress;

/** One end of a reliable connection: a queue of sends and a queue of receives, or a share in one. */
public interface QueuePair extends AutoCloseable {
    /** How far the connection has come. */
    enum State {
        /** Not yet; receives may be posted. */
        IDLE,
        /** Under way. */
        CONNECTING,
        /** Stands; sends may be posted. */
        CONNECTED,
        /** Failed or ended; all that was posted is flushed. */
        ENDED
    }

    /** Its number on this device, as in {@link Completions#queuePair}. Not used again soon after {@link #close}. */
    int number();

    State state();

    /** How many bytes {@link SendRequest#INLINE} takes; may be more than was asked for. */
    int maxInline();

    /**
     * Starts to connect to a peer's {@link Listener}; {@link DeviceEvents#onConnected} or {@link DeviceEvents#onFailed}
     * tells the end. Once, on a queue pair of {@link Device#createQueuePair}.
     *
     * <p>How long a peer that does not answer is waited for is the connection manager's business, and may be a minute:
     * whoever has less time closes the queue pair.
     *
     * @throws VerbsException where it cannot even be started
     */
    void connect(InetSocketAddress peer) throws VerbsException;

    /** Makes a request to post on this queue pair, as often as wanted. */
    SendRequest newSendRequest();

    /**
     * Makes a request to post on this queue pair's own queue, as often as wanted.
     *
     * @throws IllegalStateException where the receives are shared
     */
    ReceiveRequest newReceiveRequest();

    /**
     * Ends the connection: all that is posted is flushed, and the peer is told. {@link DeviceEvents#onDisconnected}
     * does not follow.
     */
    void disconnect();

    /**
     * Disconnects and frees it. Completions of it that have not been polled may be lost: to see them all, disconnect
     * and poll first. Twice is once.
     */
    @Override
    void close();
}
