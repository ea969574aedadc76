package mpj.core.p2p;

import java.util.ArrayDeque;
import mpj.transport.Capabilities;
import mpj.transport.Endpoint;
import org.jspecify.annotations.Nullable;

/** Another rank of the job (or this one) and what is under way between us. Guarded by the engine lock. */
final class Peer {
    /** What an eager message costs beside its bytes when the receiver has to keep it. */
    static final int OVERHEAD = 128;

    final int rank;
    final boolean isSelf;
    final Endpoint endpoint;
    final Capabilities capabilities;
    /** Eager bytes that may wait at the peer at any time. */
    final long creditLimit;

    /** The transport's name, for reports. */
    final String transport;

    /** Messages sent so far, requests included; its low half numbers them on the wire. */
    long sendSequence;
    /** The same of those received. */
    long receiveSequence;
    long sentBytes;
    long receivedBytes;
    /** Messages that the endpoint had no room for at first. */
    long refusals;
    long unacknowledged;
    long toReturn;
    /** Sends that the endpoint had no room for, oldest first. */
    final ArrayDeque<SendOp> waiting = new ArrayDeque<>();
    /** Answers that the endpoint had no room for. */
    final ArrayDeque<Control> controls = new ArrayDeque<>();
    /** Messages that overtook an earlier one. */
    @Nullable
    Unexpected early;

    boolean inBacklog;
    /** Why it is gone; null while it is there. */
    @Nullable
    String lost;

    Peer(int rank, Endpoint endpoint, String transport, long creditLimit, boolean isSelf) {
        this.transport = transport;
        this.isSelf = isSelf;
        this.rank = rank;
        this.endpoint = endpoint;
        this.capabilities = endpoint.capabilities();
        this.creditLimit = creditLimit;
    }

    /** An answer that waits for room. */
    record Control(int kind, long h0, long h1, long h2, long key0, long key1, int bytes) {}

    /** That it is gone and why, for messages. */
    String gone() {
        return "rank " + rank + " is gone (" + (lost == null ? "the connection is closed" : lost) + ")";
    }

    boolean hasCredit(long bytes) {
        return unacknowledged + bytes + OVERHEAD <= creditLimit;
    }
}
