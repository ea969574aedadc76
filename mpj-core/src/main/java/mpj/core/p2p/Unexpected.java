package mpj.core.p2p;

import mpj.core.match.Arrival;
import mpj.transport.RemoteKey;
import org.jspecify.annotations.Nullable;

/** An eager message or a rendezvous request that came before its receive; pooled. */
final class Unexpected extends Arrival {
    @Nullable
    Peer peer;

    /** EAGER or RTS. */
    int kind;

    int sendId;
    int content;
    /** Of an object of several parts. */
    long @Nullable [] table;

    /** Of the whole message. */
    long bytes;
    /** Where an eager message lies; 0 if empty. */
    long address;

    final RemoteKey key = new RemoteKey();
    boolean hasKey;

    // only while it waits for its turn in the sender's sequence
    long context;
    int sequence;

    void set(int origin, int newTag) {
        source = Kinds.source(origin);
        content = Kinds.content(origin);
        tag = newTag;
    }
}
