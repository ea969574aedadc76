package mpj.transport.rdma.verbs;

import java.net.InetSocketAddress;

/** A peer's wish to connect; {@link #createQueuePair} and then {@link #accept}, or {@link #reject}. */
public interface ConnectionRequest {
    /** Where it comes from. */
    InetSocketAddress remoteAddress();

    /**
     * Makes the queue pair for it, once; receives may be posted at once, and should be before {@link #accept}.
     *
     * @throws VerbsException where there is no room; the request can still be rejected
     */
    QueuePair createQueuePair(QueuePairOptions options) throws VerbsException;

    /**
     * Says yes; {@link DeviceEvents#onConnected} follows, or {@link DeviceEvents#onFailed}.
     *
     * @throws VerbsException where the peer has given up meanwhile, for one; the queue pair is to be closed
     */
    void accept() throws VerbsException;

    /** Says no. */
    void reject();
}
