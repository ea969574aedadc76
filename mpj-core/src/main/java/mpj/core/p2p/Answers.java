package mpj.core.p2p;

import mpj.base.memory.BufferView;
import mpj.base.memory.NativePool;
import mpj.base.memory.RawMemory;
import mpj.transport.Status;

/**
 * What engines tell each other about messages: clear to send, done, credit. An answer without room waits in its peer's
 * queue.
 */
final class Answers {
    private final Backlog backlog;
    private final long keyAddress;
    private final BufferView key = new BufferView();

    Answers(NativePool memory, Backlog backlog) {
        this.backlog = backlog;
        keyAddress = memory.take(Kinds.CTS_BYTES);
        key.setNative(keyAddress, Kinds.CTS_BYTES, null);
    }

    /** Sends an answer that is its kind and one number, mostly that of an operation of the peer. */
    void send(Peer peer, int kind, long h0) {
        send(peer, kind, h0, 0, 0, 0, 0, 0);
    }

    /** Sends an answer; of the two words of the key the first {@code bytes} bytes. */
    void send(Peer peer, int kind, long h0, long h1, long h2, long key0, long key1, int bytes) {
        if (!peer.controls.isEmpty() || trySend(peer, kind, h0, h1, h2, key0, key1, bytes) == Status.BUSY) {
            peer.controls.add(new Peer.Control(kind, h0, h1, h2, key0, key1, bytes));
            backlog.add(peer);
        }
    }

    private int trySend(Peer peer, int kind, long h0, long h1, long h2, long key0, long key1, int bytes) {
        if (bytes > 0) {
            RawMemory.putLong(keyAddress, key0);
            RawMemory.putLong(keyAddress + 8, key1);
        }
        return peer.endpoint.send(kind, h0, h1, h2, key, 0, bytes);
    }

    /** An eager message of the peer's no longer waits here: returns its credit, many messages' at a time. */
    void credit(Peer peer, long bytes) {
        peer.toReturn += bytes + Peer.OVERHEAD;
        if (peer.toReturn >= peer.creditLimit / 2) {
            long back = peer.toReturn;
            peer.toReturn = 0;
            send(peer, Kinds.CREDIT, back);
        }
    }

    /** Sends waiting answers while there is room; returns how many. */
    int flush(Peer peer) {
        int events = 0;
        for (Peer.Control c = peer.controls.peek(); c != null; c = peer.controls.peek()) {
            if (trySend(peer, c.kind(), c.h0(), c.h1(), c.h2(), c.key0(), c.key1(), c.bytes()) == Status.BUSY) {
                return events;
            }
            peer.controls.remove();
            events++;
        }
        return events;
    }
}
