package mpj.transport.rdma.verbs;

/** Hears from within {@link Device#pollEvents} what happens to connections and to the device. */
public interface DeviceEvents {
    /** A peer wants to connect: accept or reject it, now or later. */
    void onRequest(ConnectionRequest request);

    /**
     * A connection stands. On the side that accepted, messages may arrive before this does; with iWARP it must not send
     * before it has received something.
     */
    void onConnected(QueuePair queuePair);

    /** A connection did not come to be. The queue pair is of no further use; its receives are flushed. */
    void onFailed(QueuePair queuePair, String reason);

    /**
     * A connection has ended, by the peer or by an error that the peer made. What was posted is flushed: error
     * completions come for all of it. Told once, and not after {@link QueuePair#disconnect}.
     *
     * <p>A failed request of one's own is told by its completion alone: it breaks the connection, whoever sees it
     * disconnects, and then the peer is told.
     */
    void onDisconnected(QueuePair queuePair, String reason);

    /** The port went down or came back. Connections may survive a short time of this. */
    void onPortChange(boolean active);

    /** The device is broken: nothing on it will ever work again. */
    void onFatal(String reason);

    /** A completion queue of this capacity has overflowed, and is broken with all that completes there. */
    default void onOverflow(int capacity) {
        onFatal("a completion queue of " + capacity + " has overflowed");
    }
}
